// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A multi-index finds what a flat index of all its combinations finds.
class MultiIndexQuantizerTest {

  private static final int D = 12;

  private static Vectors vectors(int d, int n, long salt) {
    Random random = TestSeed.random(salt);
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, d);
  }

  private static MultiIndexQuantizer trained(int d, int parts, int bits) {
    var index = new MultiIndexQuantizer(new ProductQuantizer(d, parts, bits));
    index.train(vectors(d, 600, 1), IndexFixture.QUIET);
    return index;
  }

  @ParameterizedTest
  @CsvSource({"12, 2, 3", "12, 2, 1", "12, 3, 2", "12, 1, 4", "12, 4, 2", "40, 2, 3"})
  void findsTheNearestCombinations(int d, int parts, int bits) {
    var queries = vectors(d, 300, 2);
    try (var index = trained(d, parts, bits);
        var all = new FlatIndex(d, Metric.L2)) {
      int size = 1 << (parts * bits);
      assertThat(index.size()).isEqualTo(size);
      all.add(index.reconstruct(0, size), IndexFixture.QUIET);
      for (int k : new int[] {1, 2, 3, 7, size, size + 5}) {
        Neighbors expected = all.search(queries, k);
        Neighbors found = index.search(queries, k);
        assertThat(found.queries()).isEqualTo(300);
        for (int i = 0; i < found.ids().length; i++) {
          // combinations that are equally near to the last bits may have changed places
          var within = Offset.offset(1e-5f * expected.distances()[i]);
          assertThat(found.distances()[i]).isCloseTo(expected.distances()[i], within);
          if (found.ids()[i] >= 0) {
            float[] centroid = index.reconstruct(found.ids()[i]);
            assertThat(squared(queries.row(i / k), centroid))
                .isCloseTo(found.distances()[i], within);
          }
        }
        for (int q = 0; q < 300; q++) {
          long[] ids = Arrays.copyOfRange(found.ids(), q * k, q * k + Math.min(k, size));
          assertThat(ids).doesNotHaveDuplicates();
        }
      }
    }
  }

  private static float squared(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow((double) x[i] - y[i], 2);
    }
    return (float) sum;
  }

  @Test
  void manyCombinationsNeedNoMemoryAndComeInOrder() {
    try (var index = trained(D, 6, 8)) {
      assertThat(index.size()).isEqualTo(1L << 48);
      Neighbors found = index.search(vectors(D, 7, 3), 500);
      for (int q = 0; q < found.queries(); q++) {
        assertThat(found.found(q)).isEqualTo(500);
        for (int rank = 1; rank < 500; rank++) {
          assertThat(found.distance(q, rank)).isGreaterThanOrEqualTo(found.distance(q, rank - 1));
        }
      }
      assertThat(index.memoryBytes()).isLessThan(1 << 20);
    }
  }

  @Test
  void threadsAndBatchesDoNotShow() {
    var queries = vectors(D, 600, 4);
    try (var index = trained(D, 2, 4)) {
      Neighbors one = index.search(queries, 5, SearchOptions.defaults().threads(1));
      Neighbors many = index.search(queries, 5, SearchOptions.defaults().threads(3));
      Neighbors alone = index.search(queries.slice(77, 78), 5);

      assertThat(many.ids()).isEqualTo(one.ids());
      assertThat(many.distances()).isEqualTo(one.distances());
      for (int rank = 0; rank < 5; rank++) {
        assertThat(alone.id(0, rank)).isEqualTo(one.id(77, rank));
      }
      assertThat(index.assign(queries, 5, Parallelism.of(2)).ids()).isEqualTo(one.ids());
    }
  }

  @Test
  void centroidsHaveThePartsInTheBitsOfTheirNumbers() {
    try (var index = trained(D, 2, 3)) {
      float[] centroid = index.reconstruct(5 | 2 << 3);
      for (int i = 0; i < 6; i++) {
        assertThat(centroid[i]).isEqualTo(index.product().codebook(0)[5 * 6 + i]);
        assertThat(centroid[6 + i]).isEqualTo(index.product().codebook(1)[2 * 6 + i]);
      }
      for (long missing : new long[] {-1, 64}) {
        assertThatExceptionOfType(NoSuchElementException.class)
            .isThrownBy(() -> index.reconstruct(missing));
      }
    }
  }

  @Test
  void holdsNoVectors() {
    try (var index = trained(D, 2, 2)) {
      var one = vectors(D, 1, 5);
      for (Runnable call :
          List.<Runnable>of(
              () -> index.add(one, IndexFixture.QUIET),
              () -> index.remove(id -> true),
              () -> index.rangeSearch(one, 1),
              () -> index.search(one, 1, SearchOptions.defaults().filter(id -> true)))) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
            .isThrownBy(call::run)
            .withMessageContaining("a multi-index cannot");
      }
      assertThat(index.size()).isEqualTo(16);
    }
  }

  @Test
  void untrainedOnesSaySo() {
    var index = new MultiIndexQuantizer(new ProductQuantizer(D, 2, 2));
    assertThat(index.size()).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() -> index.search(vectors(D, 1, 1), 1))
        .withMessageContaining("not trained");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MultiIndexQuantizer(new ProductQuantizer(D, 12, 6)))
        .withMessageContaining("allowed are 62 bits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.trainAsCoarse(15, vectors(D, 99, 1), IndexFixture.QUIET))
        .withMessageContaining("16 centroids cannot serve 15 lists");
  }

  /// Most of so many lists stay empty, and cost next to nothing.
  @ParameterizedTest
  @ValueSource(ints = {8, 10})
  void listsByTheMillionAreCheap(int bits) {
    var quantizer = new MultiIndexQuantizer(new ProductQuantizer(D, 2, bits));
    try (Index index = new IvfFlatIndex(quantizer, 1 << (2 * bits))) {
      var base = vectors(D, 2000, 1);
      index.train(base, IndexFixture.QUIET);
      long before = index.memoryBytes();
      index.add(base, IndexFixture.QUIET);

      assertThat(index.memoryBytes() - before).isLessThan(4 << 20);
      var found = index.search(base, 1);
      for (int row = 0; row < 2000; row++) {
        assertThat(found.id(row, 0)).isEqualTo(row);
      }
    }
  }
}
