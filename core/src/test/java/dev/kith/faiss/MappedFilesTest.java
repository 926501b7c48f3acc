// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Indexes whose vectors stay in their file.
final class MappedFilesTest {

  private static final int N = 700;
  private static final int D = 21;
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private final Vectors data = gaussian(11, N);
  private final Vectors queries = gaussian(12, 40);

  @TempDir Path folder;

  private static Vectors gaussian(long salt, int rows) {
    var random = TestSeed.random(salt);
    var values = new float[rows * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  private Path save(String factory, Metric metric) throws IOException {
    var file = folder.resolve("saved.index");
    try (var index = IndexFactory.create(D, factory, metric)) {
      index.train(data, QUIET);
      if (factory.startsWith("IDMap")) {
        index.add(data, LongStream.range(0, N).toArray(), QUIET);
      } else {
        index.add(data, QUIET);
      }
      FaissFiles.write(index, file);
    }
    return file;
  }

  private static Index map(Path file) throws IOException {
    return FaissFiles.read(file, ReadOptions.defaults().mapped());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IVF9,Flat",
        "Flat",
        "IDMap2,IVF9,Flat",
        "PCA8,IVF9,Flat",
        "IVF9,SQ8",
        "IVF9,PQ7np"
      })
  void answersAreTheSame(String factory) throws IOException {
    for (var metric : new Metric[] {Metric.L2, Metric.INNER_PRODUCT}) {
      var file = save(factory, metric);
      try (var read = FaissFiles.read(file);
          var mapped = map(file)) {
        for (int k : new int[] {1, 10, N}) {
          for (var block : new Vectors[] {queries, queries.slice(3, 4)}) {
            var expected = read.search(block, k);
            var found = mapped.search(block, k);
            assertThat(found.ids()).containsExactly(expected.ids());
            assertThat(found.distances()).containsExactly(expected.distances());
          }
        }
        assertThat(mapped.reconstruct(5)).containsExactly(read.reconstruct(5));
        var again = folder.resolve("again.index");
        FaissFiles.write(mapped, again);
        assertThat(again).hasSameBinaryContentAs(file);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"IVF9,Flat", "Flat"})
  void vectorsTakeNoMemory(String factory) throws IOException {
    var file = save(factory, Metric.L2);
    try (var read = FaissFiles.read(file);
        var mapped = map(file)) {
      long vectors = (long) N * D * Float.BYTES;
      // memory is taken in slabs, of 64 KiB at first
      long slab = 1L << 16;
      assertThat(mapped.memoryBytes()).isLessThan(read.memoryBytes() - vectors * 9 / 10 + slab);
      // a limit that the vectors would not fit
      FaissFiles.read(file, ReadOptions.defaults().mapped().memoryLimit(vectors / 2)).close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"IVF9,Flat", "Flat"})
  void whatChangesGetsMemoryOfItsOwn(String factory) throws IOException {
    var file = save(factory, Metric.L2);
    var before = Files.readAllBytes(file);
    var all = SearchOptions.defaults().filter(id -> id % 3 != 0);
    try (var read = FaissFiles.read(file);
        var mapped = map(file)) {
      for (var index : new Index[] {read, mapped}) {
        index.add(queries, QUIET);
        assertThat(index.remove(id -> id >= 100 && id < 250)).isEqualTo(150);
        assertThat(index.size()).isEqualTo(N + 40 - 150);
      }
      var expected = read.search(queries, 10, all);
      var found = mapped.search(queries, 10, all);
      assertThat(found.ids()).containsExactly(expected.ids());
      assertThat(found.distances()).containsExactly(expected.distances());
      mapped.reset();
      assertThat(mapped.search(queries, 1).found(0)).isZero();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  /// A save replaces the file; the old one stays for those that have it mapped.
  @Test
  void anIndexMaySaveItselfOverItsFile() throws IOException {
    var file = save("IVF9,Flat", Metric.L2);
    try (var mapped = map(file)) {
      var expected = mapped.search(queries, 5);
      mapped.add(queries.slice(0, 1), QUIET);
      FaissFiles.write(mapped, file);
      try (var again = FaissFiles.read(file)) {
        assertThat(again.size()).isEqualTo(N + 1);
        assertThat(again.search(data.slice(0, 1), 1).id(0, 0)).isZero();
      }
      assertThat(mapped.remove(id -> id == N)).isOne();
      assertThat(mapped.search(queries, 5).ids()).containsExactly(expected.ids());
    }
  }
}
