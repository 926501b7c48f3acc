// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.Parallelism;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Vectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("kernel")
class CrossProductTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 7, 5", "63, 15, 256", "65, 64, 300", "17, 130, 600"})
  void sumsAsPlainLoopsDo(int rows, int columns, int n) {
    var random = TestSeed.random(rows);
    float[] a = Reference.floats(Reference.gaussian(n, rows, random));
    float[] b = Reference.floats(Reference.gaussian(n, columns, random));

    double[] sums = sum(a, rows, b, columns, n, 2);

    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double expected = 0;
        for (int k = 0; k < n; k++) {
          expected += (double) a[k * rows + i] * b[k * columns + j];
        }
        assertThat(sums[i * columns + j]).isCloseTo(expected, within(1e-3));
      }
    }
  }

  @Test
  void theSumOfSquaresIsSymmetricAndTheSameAtAnyNumberOfThreads() {
    int d = 130;
    float[] vectors = Reference.floats(Reference.gaussian(700, d, TestSeed.random(4)));

    double[] sums = sum(vectors, d, vectors, d, 700, 1);

    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(sums[i * d + j]).isEqualTo(sums[j * d + i]);
      }
    }
    assertThat(sum(vectors, d, vectors, d, 700, 3)).isEqualTo(sums);
  }

  @Test
  void refusesSumsThatDoNotFit() {
    assertThatThrownBy(() -> new CrossProduct(50_000, 50_000, Parallelism.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a matrix of 50000 x 50000 has more than the 2147483639 entries that fit; use fewer"
                + " dimensions");
  }

  private static double[] sum(float[] a, int rows, float[] b, int columns, int n, int threads) {
    var product = new CrossProduct(rows, columns, Parallelism.of(threads));
    var first = Vectors.of(a, rows);
    var second = Vectors.of(b, columns);
    for (int from = 0; from < n; from += CrossProduct.BLOCK) {
      int to = Math.min(n, from + CrossProduct.BLOCK);
      product.add(
          Reference.floats(first.slice(from, to)),
          Reference.floats(second.slice(from, to)),
          to - from);
    }
    return product.sums();
  }
}
