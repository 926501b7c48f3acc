// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.topk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.RangeNeighbors;
import dev.kith.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeCollectorTest {

  private static final float[] VALUES = {
    Float.NEGATIVE_INFINITY,
    -Float.MAX_VALUE,
    -1,
    -Float.MIN_VALUE,
    -0f,
    0f,
    Float.MIN_VALUE,
    1,
    Math.nextUp(1f),
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY
  };

  /// The limit of a key is inclusive, and stands for a radius that is not.
  @ParameterizedTest
  @ValueSource(
      floats = {
        Float.NEGATIVE_INFINITY,
        -1,
        -0f,
        0,
        Float.MIN_VALUE,
        1,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY
      })
  void takesWhatIsStrictlyBetterThanTheRadius(float radius) {
    for (float value : VALUES) {
      assertThat(value <= new RangeCollector(1, radius, Metric.L2).limit(0))
          .as("distance %s, radius %s", value, radius)
          .isEqualTo(value < radius);
      assertThat(-value <= new RangeCollector(1, radius, Metric.INNER_PRODUCT).limit(0))
          .as("similarity %s, radius %s", value, radius)
          .isEqualTo(value > radius);
    }
  }

  @Test
  void joinsBlocksInTheirOrder() {
    var first = new RangeCollector(2, 10, Metric.INNER_PRODUCT);
    for (int i = 0; i < 100; i++) {
      first.offer(1, -20 - i, i);
    }
    var second = new RangeCollector(1, 10, Metric.INNER_PRODUCT);
    second.offer(0, -11, 5);

    RangeNeighbors all =
        RangeCollector.join(new RangeCollector[] {first, second}, Metric.INNER_PRODUCT);

    assertThat(all.queries()).isEqualTo(3);
    assertThat(all.found(0)).isZero();
    assertThat(all.found(1)).isEqualTo(100);
    assertThat(all.id(1, 99)).isEqualTo(99);
    assertThat(all.distance(1, 99)).isEqualTo(119);
    assertThat(all.id(2, 0)).isEqualTo(5);
    assertThat(all.distance(2, 0)).isEqualTo(11);
  }

  @Test
  void nothingJoinedIsAnEmptyAnswer() {
    assertThat(RangeCollector.join(new RangeCollector[0], Metric.L2).queries()).isZero();
  }
}
