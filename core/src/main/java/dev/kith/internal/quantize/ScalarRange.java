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
  private final float[] low;
  private final float[] extent;
  private final float[] scale;
  private final float[] bias;

  /// @param type what is made of a component
  /// @param d components
  /// @param trained lower bounds, then extents; empty before training
  ScalarRange(ScalarType type, int d, float[] trained) {
    this.trained = trained;
    this.low = new float[d];
    this.extent = new float[d];
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
    for (int i = 0; i < low.length && intervals > 0; i++) {
      int interval = intervals == 1 ? 0 : i;
      low[i] = bounds[interval];
      extent[i] = bounds[intervals + interval];
      double share = (double) extent[i] / largest;
      scale[i] = (float) share;
      bias[i] = (float) (low[i] + share / 2);
    }
  }

  /// What was learnt; not a copy.
  float[] trained() {
    return trained;
  }

  /// Where a component lies between its bounds: 0 to 1, and 0 where they are the same.
  float position(int i, float component) {
    float position = extent[i] == 0 ? 0 : (component - low[i]) / extent[i];
    return Math.max(0f, Math.min(1f, position));
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
