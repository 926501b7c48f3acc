// SPDX-License-Identifier: Apache-2.0
package dev.kith.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstNonFiniteTest {

  private static final float[] FINITE = {
    0, -0f, 1, -1, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -1e30f, 0x1.fffffep126f
  };

  private static final float[] NOT = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.intBitsToFloat(0xff800001)
  };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 17})
  void findsTheRowOfAnyComponent(int d) {
    var vectors = Vectors.allocate(4, d);
    for (int i = 0; i < 4 * d; i++) {
      float[] row = vectors.row(i / d);
      row[i % d] = FINITE[i % FINITE.length];
      vectors.set(i / d, row);
    }
    assertThat(vectors.firstNonFinite()).isEmpty();
    for (int i = 0; i < d; i++) {
      for (float value : NOT) {
        float[] before = vectors.row(2);
        float[] row = before.clone();
        row[i] = value;
        vectors.set(2, row);
        assertThat(vectors.firstNonFinite()).hasValue(2);
        vectors.set(2, before);
      }
    }
  }
}
