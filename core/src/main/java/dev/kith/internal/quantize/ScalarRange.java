// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import java.util.Arrays;

/// What a scalar quantizer has learnt, and how numbers in codes become components by it: component
/// i is `scale[i] * number + bias[i]`.
///
/// A code between bounds stands for the middle of its share of the interval: low + extent * (number
/// + 1/2) / N, with N the largest number (not the number of numbers; so Faiss has it).
final class ScalarRange {

  private final float[] trained;

  /// Lower bounds, but infinite where they are equal to the upper ones: what is compared with such
  /// a bound is never above it.
  private final float[] origin;

  /// Extents, but 1 where they are 0.
  private final float[] divisor;

  private final float[] scale;
  private final float[] bias;

  /// @param type what is made of a component
  /// @param d components
  /// @param trained lower bounds, then extents; empty before training
  ScalarRange(ScalarType type, int d, float[] trained) {
    this.trained = trained;
    this.origin = new float[d];
    this.divisor = new float[d];
    this.scale = new float[d];
    this.bias = new float[d];
    if (type.isTrainable()) {
      divide(type.largest(), trained);
    } else {
      Arrays.fill(scale, 1f);
      // -0 is what leaves every number as it is, -0 included
      Arrays.fill(bias, type == ScalarType.BITS8_DIRECT_SIGNED ? Byte.MIN_VALUE : -0f);
    }
  }

  private void divide(int largest, float[] bounds) {
    int intervals = bounds.length / 2;
    for (int i = 0; i < scale.length && intervals > 0; i++) {
      int interval = intervals == 1 ? 0 : i;
      float low = bounds[interval];
      float extent = bounds[intervals + interval];
      double share = (double) extent / largest;
      scale[i] = (float) share;
      bias[i] = (float) (low + share / 2);
      origin[i] = extent == 0 ? Float.POSITIVE_INFINITY : low;
      divisor[i] = extent == 0 ? 1 : extent;
    }
  }

  /// What was learnt; not a copy.
  float[] trained() {
    return trained;
  }

  /// Finds the numbers of components: where they lie between their bounds, in steps of which there
  /// are `largest`, and 0 where the bounds are the same.
  ///
  /// The loop has no branches, so that the JIT compiler makes vectors of it.
  void numbers(float[] components, int largest, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      float position = (components[i] - origin[i]) / divisor[i];
      numbers[i] = (int) (Math.max(0f, Math.min(1f, position)) * largest);
    }
  }

  /// The factors; not a copy.
  float[] scale() {
    return scale;
  }

  /// The summands; not a copy.
  float[] bias() {
    return bias;
  }
}
