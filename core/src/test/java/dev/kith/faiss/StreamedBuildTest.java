// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vectors that are not in memory make the same index, to the byte, as those that are.
class StreamedBuildTest {

  private static final int D = 8;
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  @TempDir Path folder;

  private final Vectors vectors = gaussian(5000);

  private static Vectors gaussian(int rows) {
    var random = TestSeed.random(41);
    float[] values = new float[rows * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  /// Hands out copies only.
  private record Distant(Vectors vectors) implements VectorSource {
    @Override
    public long size() {
      return vectors.size();
    }

    @Override
    public int dimension() {
      return vectors.dimension();
    }

    @Override
    public void read(long from, Vectors to) {
      vectors.read(from, to);
    }

    @Override
    public void gather(long[] rows, Vectors to) {
      vectors.gather(rows, to);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flat",
        "SQ8",
        "SQ6",
        "LSH6rt",
        "PQ4x4",
        "PQ4x4fs",
        "IVF7,Flat",
        "IVF7,FlatDedup",
        "IVF7,SQ8",
        "IVF7,PQ4x4",
        "IVF7,PQ4x4fsr",
        "IVF7,PQ4+2",
        "IVF7,PQ4x4fs,RFlat",
        "IMI2x3,PQ4x4",
        "Residual2x3,PQ2x4",
        "PCAR4,IVF7,Flat",
        "OPQ4_4,L2norm,IVF7,PQ4x4",
        "ITQ8,LSH",
        "IDMap,PQ4x4",
        "IDMap2,PCA4,Flat"
      })
  void givesTheSameFile(String factory) throws IOException {
    assertThat(build(factory, new Distant(vectors)))
        .isEqualTo(build(factory, vectors))
        .hasSizeGreaterThan(1000);
  }

  private byte[] build(String factory, VectorSource source) throws IOException {
    Path file = folder.resolve("x.index");
    try (var index = IndexFactory.create(D, factory, Metric.L2)) {
      index.train(source, QUIET);
      if (factory.startsWith("IDMap")) {
        index.add(source, LongStream.range(7, 7 + source.size()).toArray(), QUIET);
      } else {
        index.add(source, QUIET);
      }
      FaissFiles.write(index, file);
    }
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQ8", "IVF3,Flat", "PCA4,IVF3,Flat"})
  void nonFiniteRowsAreNamedWhenTheyAreRead(String factory) throws IOException {
    try (var index = trained(factory)) {
      var bad = gaussian(100);
      bad.set(70, new float[] {1, 2, 3, 4, 5, 6, 7, Float.NaN});
      assertThatThrownBy(() -> index.add(new Distant(bad), QUIET))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("vector 70 holds a NaN");
      assertThat(index.size()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Flat", "IVF3,Flat", "IVF3,FlatDedup", "IVF3,PQ4x4,RFlat"})
  void aSourceThatFailsLeavesTheIndexAsItWas(String factory) throws IOException {
    try (var index = trained(factory)) {
      index.add(vectors.slice(0, 50), QUIET);
      byte[] before = bytes(index);
      var cut = new Cut(new Distant(gaussian(300)), 2);
      assertThatThrownBy(() -> index.add(cut, QUIET)).isInstanceOf(UncheckedIOException.class);
      assertThat(bytes(index)).isEqualTo(before);
    }
  }

  /// Fails when it is read for the n-th time, if it is read as often.
  private static final class Cut implements VectorSource {
    private final VectorSource source;
    private int left;

    Cut(VectorSource source, int reads) {
      this.source = source;
      this.left = reads;
    }

    @Override
    public long size() {
      return source.size();
    }

    @Override
    public int dimension() {
      return source.dimension();
    }

    @Override
    public void read(long from, Vectors to) {
      if (--left <= 0 || to.size() == size()) {
        throw new UncheckedIOException(new IOException("the disk is gone"));
      }
      source.read(from, to);
    }

    @Override
    public void gather(long[] rows, Vectors to) {
      source.gather(rows, to);
    }

    @Override
    public void forEachBlock(int rows, BlockVisitor visitor) {
      VectorSource.super.forEachBlock(200, visitor);
    }
  }

  @Test
  void addingCanBeCancelled() throws IOException {
    var listener =
        new BuildListener() {
          private long done;

          @Override
          public void progress(String stage, long now, long total) {
            done = now;
            assertThat(stage).isEqualTo("adding");
            assertThat(total).isEqualTo(2 * vectors.size());
          }

          @Override
          public boolean isCancelled() {
            return done >= vectors.size();
          }
        };
    try (var index = trained("IVF3,Flat")) {
      byte[] before = bytes(index);
      assertThatThrownBy(() -> index.add(vectors, QUIET.listener(listener)))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("50 %");
      assertThat(bytes(index)).isEqualTo(before);
    }
  }

  private Index trained(String factory) {
    var index = IndexFactory.create(D, factory, Metric.L2);
    index.train(vectors.slice(0, 1000), QUIET);
    return index;
  }

  private byte[] bytes(Index index) throws IOException {
    Path file = folder.resolve("state.index");
    FaissFiles.write(index, file);
    return Files.readAllBytes(file);
  }
}
