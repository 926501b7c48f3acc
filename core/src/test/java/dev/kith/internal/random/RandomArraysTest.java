// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The expected numbers were drawn by Faiss 1.7.3.
class RandomArraysTest {

  private static final int[] PLACES = {0, 1, 2, 3, 1500, 2999};

  @Test
  void uniformArraysAreThoseOfFaiss() {
    assertThat(at(PLACES, RandomArrays.uniform(3000, 42)))
        .containsExactly(
            0.45470107f, 0.14836194f, 0.5847792f, 0.9005731f, 0.30719036f, 0.06327021f);
  }

  @Test
  void shortArraysAreOneBlockAndLongerOnes1024() {
    assertThat(at(new int[] {0, 1022}, RandomArrays.uniform(1023, 7)))
        .containsExactly(0.05574947f, 0.6723119f);
    assertThat(at(new int[] {0, 1023}, RandomArrays.uniform(1024, 7)))
        .containsExactly(0.05574947f, 0.90041846f);
  }

  @Test
  void gaussianArraysAreThoseOfFaiss() {
    assertThat(at(PLACES, RandomArrays.gaussian(3000, 42)))
        .containsExactly(
            new float[] {
              -0.14982559f, -1.1630378f, 0.18510686f, 0.8746112f, -1.4776354f, -0.5179772f
            },
            within(1e-7f));
    assertThat(RandomArrays.gaussian(5, 1234))
        .containsExactly(
            new float[] {0.9329102f, -0.8124719f, -0.9239466f, -0.22894947f, 0.3354586f},
            within(1e-7f));
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 100_001})
  void gaussianArraysHaveMeanZeroAndVarianceOne(int n) {
    float[] values = RandomArrays.gaussian(n, 3);
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum / n).isCloseTo(0, within(0.01));
    assertThat(squares / n).isCloseTo(1, within(0.02));
  }

  @Test
  void arraysMayBeEmpty() {
    assertThat(RandomArrays.uniform(0, 1)).isEmpty();
    assertThat(RandomArrays.gaussian(0, 1)).isEmpty();
  }

  private static float[] at(int[] places, float[] values) {
    float[] found = new float[places.length];
    IntStream.range(0, places.length).forEach(i -> found[i] = values[places[i]]);
    return found;
  }
}
