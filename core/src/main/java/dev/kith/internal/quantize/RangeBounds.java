// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import java.util.Arrays;

/// The interval that the codes of one dimension, or of all of them, divide (specification of the
/// factory, section 2.9). Agrees with Faiss 1.7.3: exactly for [RangeStatistic#MINMAX] and
/// [RangeStatistic#QUANTILES], up to the rounding of its sums, which are of floats, for the others.
///
/// @param low lower bound
/// @param extent upper bound minus lower bound
record RangeBounds(float low, float extent) {

  private static final int ITERATIONS = 2000;

  /// Chooses bounds.
  ///
  /// @param values at least one; are sorted where the statistic needs that
  /// @param statistic how
  /// @param argument of the statistic
  /// @param largest number that a code can hold
  static RangeBounds of(float[] values, RangeStatistic statistic, float argument, int largest) {
    return switch (statistic) {
      case MINMAX -> minmax(values, argument);
      case MEANSTD -> meanstd(values, argument);
      case QUANTILES -> quantiles(values, argument);
      case OPTIM -> optim(values, largest);
    };
  }

  private static RangeBounds between(float low, float high) {
    return new RangeBounds(low, high - low);
  }

  private static RangeBounds minmax(float[] values, float argument) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float margin = (high - low) * argument;
    return between(low - margin, high + margin);
  }

  /// Values that are all the same count as of deviation 1, as in Faiss.
  private static RangeBounds meanstd(float[] values, float argument) {
    double mean = mean(values);
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = squares > 0 ? Math.sqrt(squares / values.length) : 1;
    return between((float) (mean - deviation * argument), (float) (mean + deviation * argument));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /// A share of more than half gives the value in the middle.
  private static RangeBounds quantiles(float[] values, float argument) {
    Arrays.sort(values);
    int n = values.length;
    int below = Math.max(0, (int) (argument * n));
    if (below > n - below) {
      below = n / 2;
    }
    return between(values[below], values[n - 1 - below]);
  }

  /// Rounds the values to numbers 0 to `largest` between the bounds, fits the bounds to that by
  /// least squares, and so on until nothing moves.
  private static RangeBounds optim(float[] values, int largest) {
    RangeBounds extremes = minmax(values, 0);
    double low = extremes.low;
    double step = (double) extremes.extent / largest;
    double mean = mean(values);
    boolean moves = step != 0;
    for (int iteration = 0; iteration < ITERATIONS && moves; iteration++) {
      double numbers = 0;
      double squares = 0;
      double products = 0;
      for (float value : values) {
        double number = Math.clamp(Math.floor((value - low) / step + 0.5), 0, largest);
        numbers += number;
        squares += number * number;
        products += number * (value - mean);
      }
      double middle = numbers / values.length;
      double fitted = products / (squares - numbers * middle);
      double moved = mean - fitted * middle;
      moves = Double.compare(fitted, step) != 0 || Double.compare(moved, low) != 0;
      step = fitted;
      low = moved;
    }
    return new RangeBounds((float) low, (float) (step * largest));
  }
}
