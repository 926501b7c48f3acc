// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.testing.TestSeed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Products of one vector with others in arrays: the same bits as plain sums.
@Tag("kernel")
class ArrayProductsTest {

  private static final int ROWS = 13;
  private static final int ROOM = 16;

  private final float[] sums = new float[4 * RowKeys.SUMS];

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 207, 256, 702})
  void agreeWithPlainSums(int d) {
    var random = TestSeed.random(d);
    float[] x = new float[2 * d];
    float[] rows = new float[ROWS * d];
    int[] at = new int[ROOM];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
      x[i % x.length] = rows[i] + 1;
      at[i / d] = (i / d + 5) % ROWS * d;
    }
    for (var kernels : new Kernels[] {Kernels.best(), Kernels.scalar()}) {
      float[] products = new float[ROOM];
      kernels.productsOfRows(x, d, rows, at, 4, 11, d, products, sums);
      for (int i = 4; i < 11; i++) {
        assertThat(products[i]).isEqualTo(inSixteenParts(x, d, rows, at[i], d));
      }
      assertThat(products[3]).isZero();
      assertThat(products[12]).isZero();
    }
    float[] products = new float[ROOM];
    PairProducts.ofOne(x, d, rows, at, ROWS, d, products);
    for (int i = 0; i < ROWS; i++) {
      assertThat(products[i]).isEqualTo(inOrder(x, d, rows, at[i], d));
    }
  }

  private static float inSixteenParts(float[] x, int at, float[] rows, int row, int d) {
    float[] parts = new float[16];
    for (int i = 0; i < d; i++) {
      parts[i % 16] = Math.fma(x[at + i], rows[row + i], parts[i % 16]);
    }
    for (int half = 8; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        parts[i] += parts[i + half];
      }
    }
    return parts[0];
  }

  private static float inOrder(float[] x, int at, float[] rows, int row, int d) {
    float sum = 0;
    for (int i = 0; i < d; i++) {
      sum = Math.fma(x[at + i], rows[row + i], sum);
    }
    return sum;
  }
}
