// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.index.IvfIndex;
import dev.kith.internal.index.IvfPqRefinedIndex;
import dev.kith.internal.index.PqIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of product codes written by Faiss 1.7.3.
class ProductFilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ivf16_pq8",
        "ivf16_pq8_ip",
        "ivf16_pq8_refined",
        "ivf16_pq8np_ids",
        "pad40_pq8",
        "pq4_polysemous",
        "pq4x10",
        "pq8",
        "pq8_ip",
        "pq8x4",
        "pq8x5",
      })
  void areReadSearchedAndWrittenAgain(String name) throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      var expected = Fixtures.expected(name);
      SameNeighbors.check(index.search(Fixtures.queries(), expected.k()), expected);
      FaissFiles.write(index, copy);
    }
    assertThat(Files.mismatch(copy, Fixtures.index(name))).isEqualTo(-1);
  }

  /// Centroids, codes, everything: on a processor with AVX-512 and its own kernels of OpenBLAS,
  /// Faiss 1.7.3 trains the very same bits.
  @ParameterizedTest
  @CsvSource({
    "ivf16_pq8, 'IVF16,PQ8np', L2",
    "ivf16_pq8_ip, 'IVF16,PQ8np', INNER_PRODUCT",
    "ivf16_pq8_refined, 'IVF16,PQ8+4', L2",
    "ivf16_pq8np_ids, 'IVF16,PQ8np', L2",
    "pad40_pq8, 'Pad40,PQ8np', L2",
    "pq4x10, PQ4x10np, L2",
    "pq8, PQ8np, L2",
    "pq8_ip, PQ8np, INNER_PRODUCT",
    "pq8x4, PQ8x4np, L2",
    "pq8x5, PQ8x5np, L2",
  })
  void areWhatTrainingHereGives(String name, String factory, Metric.Kind metric)
      throws IOException {
    var copy = folder.resolve("trained.index");
    var base = Fixtures.base();
    try (var index = IndexFactory.create(base.dimension(), factory, Metric.of(metric))) {
      index.train(base, TinyIndexes.QUIET);
      if (index instanceof IvfIndex ivf) {
        ivf.setNprobe(4);
      }
      add(index, name.endsWith("_ids"));
      FaissFiles.write(index, copy);
    }
    assertThat(Files.mismatch(copy, Fixtures.index(name))).isEqualTo(-1);
  }

  private static void add(Index index, boolean ownIds) throws IOException {
    var base = Fixtures.base();
    if (ownIds) {
      var ids = LongStream.range(0, base.size()).map(i -> 100003 + 7 * i).toArray();
      index.add(base, ids, TinyIndexes.QUIET);
    } else {
      index.add(base, TinyIndexes.QUIET);
    }
  }

  /// In this old layout the metric is L2 whatever the header says.
  @Test
  void anOldLayoutBecomesTheCurrentOne() throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index("legacy_IxPo"))) {
      FaissFiles.write(index, copy);
      var expected = Fixtures.expected("pq8");
      SameNeighbors.check(index.search(Fixtures.queries(), expected.k()), expected);
    }
    assertThat(Files.mismatch(copy, Fixtures.index("pq8"))).isEqualTo(-1);
  }

  /// Renumbering changes codes, and nothing that is found.
  @Test
  void polysemousCodesFindTheSame() throws IOException {
    var base = Fixtures.base();
    try (var plain = IndexFactory.create(base.dimension(), "PQ4x4np", Metric.L2);
        var renumbered = IndexFactory.create(base.dimension(), "PQ4x4", Metric.L2)) {
      for (var index : new Index[] {plain, renumbered}) {
        index.train(base, TinyIndexes.QUIET);
        index.add(base, TinyIndexes.QUIET);
      }
      var expected = Fixtures.expected("pq4_polysemous");
      SameNeighbors.check(renumbered.search(Fixtures.queries(), expected.k()), expected);
      SameNeighbors.check(plain.search(Fixtures.queries(), expected.k()), expected);
      assertThat(((PqIndex) renumbered).quantizer().codebook(0))
          .isNotEqualTo(((PqIndex) plain).quantizer().codebook(0));
    }
  }

  @Test
  void settingsAreKept() throws IOException {
    try (var index = (IvfPqRefinedIndex) FaissFiles.read(Fixtures.index("ivf16_pq8_refined"))) {
      assertThat(index.kFactor()).isEqualTo(4);
      assertThat(index.report().facts())
          .containsEntry("k_factor", 4f)
          .containsEntry("bytes per code", 8L)
          .containsEntry("bytes per second code", 4L);
      index.setKFactor(2.5f);
      FaissFiles.write(index, folder.resolve("copy.index"));
    }
    try (var copy = (IvfPqRefinedIndex) FaissFiles.read(folder.resolve("copy.index"))) {
      assertThat(copy.kFactor()).isEqualTo(2.5f);
    }
    try (var index = (PqIndex) FaissFiles.read(Fixtures.index("pq8"))) {
      index.restore(new PqIndex.Settings(2, true, 40));
      FaissFiles.write(index, folder.resolve("copy.index"));
    }
    try (var copy = (PqIndex) FaissFiles.read(folder.resolve("copy.index"))) {
      assertThat(copy.settings()).isEqualTo(new PqIndex.Settings(2, true, 40));
      assertThat(copy.report().facts()).containsEntry("Hamming threshold in the file", 40);
    }
  }

  /// Faiss writes it, and cannot read it inside another index.
  @Test
  void anUntrainedRefinementIsNotWritten() {
    try (var index = ProductFiles.refined()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FaissFiles.write(index, folder.resolve("untrained.index")))
          .withMessageContaining("train it first");
    }
  }
}
