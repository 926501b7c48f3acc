// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.random.RandomArrays;
import dev.kith.vector.Vectors;

/// What vectors can look like to a sketch.
enum Shapes {
  /// The same in all directions: sketches say nothing.
  GAUSSIAN {
    @Override
    float component(float gaussian, int row, int i) {
      return gaussian;
    }
  },
  /// Directions that matter less and less.
  DECAYING {
    @Override
    float component(float gaussian, int row, int i) {
      return gaussian / (1 + i);
    }
  },
  /// Far from zero, so that rounding is large beside what varies.
  FAR {
    @Override
    float component(float gaussian, int row, int i) {
      return 300 + gaussian / (1 + i);
    }
  },
  /// Long vectors that are nearly equal, as the silent frames of a voice: rounding decides.
  SILENT {
    @Override
    float component(float gaussian, int row, int i) {
      return 4 + gaussian / 2000;
    }
  },
  /// A part of them silent, the others not.
  HALF_SILENT {
    @Override
    float component(float gaussian, int row, int i) {
      return row % 3 == 0 ? 4 + gaussian / 2000 : 4 + 3 * gaussian / (1 + i);
    }
  },
  /// Many are equal.
  DUPLICATES {
    @Override
    float component(float gaussian, int row, int i) {
      return row % 4 * (i % 3);
    }
  },
  /// Around a few centres.
  CLUSTERED {
    @Override
    float component(float gaussian, int row, int i) {
      return (row * 31 % 17 * 7 + i * 13) % 11 + gaussian / 10;
    }
  },
  /// Squares are no more than rounding.
  TINY {
    @Override
    float component(float gaussian, int row, int i) {
      return gaussian * 1e-22f;
    }
  },
  /// Squares overflow.
  HUGE {
    @Override
    float component(float gaussian, int row, int i) {
      return row % 5 == 0 ? gaussian * 1e19f : gaussian;
    }
  },
  ZERO {
    @Override
    float component(float gaussian, int row, int i) {
      return 0;
    }
  };

  abstract float component(float gaussian, int row, int i);

  Vectors vectors(int n, int d, long seed) {
    float[] values = RandomArrays.gaussian(n * d, seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = component(values[i], i / d, i % d);
    }
    return Vectors.of(values, d);
  }
}
