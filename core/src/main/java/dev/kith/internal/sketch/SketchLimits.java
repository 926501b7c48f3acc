// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import java.util.Arrays;

/// How far a key of a sketch may go before its row is rejected for certain, and for which rows that
/// is so. Everything that rounding can do is added up here.
///
/// Sketches are made in double, from directions in float: these are orthonormal but for `imageError
/// = 2 u sqrt(m)` with u = 2^-24, which is what m images together are off by, in lengths of the
/// vector. The length of the remainder is the root of a difference of squares, which is off by
/// twice that in squared lengths. The root is off by this divided by itself, or by the root of
/// this, whichever is less: much for a vector that is nearly all seen. So rows that are worse than
/// nearly all of the sample are not bounded at all.
///
/// @param isOfProducts whether keys bound inner products
/// @param d components of a vector
/// @param imageError what rounding adds to images, in lengths of the vector
/// @param longest the largest length from the mean that is bounded
/// @param radius R, the largest norm that is bounded (see [ByteSketch]); 0 for distances
/// @param restError the largest error of a remainder that is bounded
/// @param codeError half the diagonal of a step
/// @param keyError what rounding adds to a key
record SketchLimits(
    boolean isOfProducts,
    int d,
    double imageError,
    double longest,
    double radius,
    double restError,
    double codeError,
    double keyError) {

  private static final double UNIT = 0x1p-24;

  /// The share of the sample whose remainders are not worse than what is bounded.
  private static final double NEARLY_ALL = 0.95;

  /// Constants that hold for a sample, before codes have steps.
  static SketchLimits of(SketchSample sample, int m) {
    double imageError = 2 * UNIT * Math.sqrt(m);
    double longest = 0;
    double radius = 0;
    double[] restErrors = new double[sample.size()];
    for (int row = 0; row < restErrors.length; row++) {
      double length = sample.squaredLength(row);
      longest = Math.max(longest, length);
      radius = Math.max(radius, sample.squaredNorm(row));
      restErrors[row] =
          restError(imageError, length, ByteSketch.rest(sample.images(row), m, length));
    }
    Arrays.sort(restErrors);
    boolean products = sample.metric().isSimilarity();
    return new SketchLimits(
        products,
        sample.mean().length,
        imageError,
        2 * Math.sqrt(longest),
        products ? Math.sqrt(radius) * (1 + 4 * UNIT) : 0,
        2 * restErrors[(int) (NEARLY_ALL * (restErrors.length - 1))],
        0,
        0);
  }

  private static double restError(double imageError, double squaredLength, double rest) {
    double squares = 4 * imageError * squaredLength;
    return squares == 0 ? 0 : Math.min(Math.sqrt(squares), squares / rest);
  }

  /// The same with codes.
  ///
  /// @param steps what a code counts, a column
  /// @param finest what the last byte of a column counts
  /// @param most the largest code
  SketchLimits withSteps(double[] steps, double[] finest, int most) {
    double largest = most * (double) most * squares(steps);
    return new SketchLimits(
        isOfProducts,
        d,
        imageError,
        longest,
        radius,
        restError,
        Math.sqrt(squares(finest)) / 2,
        4 * UNIT * (2 * steps.length + 4) * largest);
  }

  private static double squares(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    return squares;
  }

  /// Whether a row may be rejected.
  ///
  /// @param squaredLength from the mean
  /// @param rest length that the directions do not see
  /// @param squaredNorm where products are bounded
  boolean holds(double squaredLength, double rest, double squaredNorm) {
    return squaredLength <= longest * longest
        && restError(imageError, squaredLength, rest) <= restError
        && (!isOfProducts || squaredNorm <= radius * radius);
  }

  /// The complement of a row; see [ByteSketch].
  double complement(double squaredNorm) {
    return Math.sqrt(Math.max(0, radius * radius - squaredNorm));
  }

  /// What a query is multiplied by before it is sketched.
  double scale(double norm) {
    return isOfProducts && norm > 0 ? radius / norm : 1;
  }

  /// The margin of a query: what rounding can take from the distance between its sketch and a code.
  ///
  /// @param squaredLength of the query from the mean
  /// @param rest length that the directions do not see
  double margin(double squaredLength, double rest) {
    double lengths = Math.sqrt(squaredLength) + longest;
    double rests = restError(imageError, squaredLength, rest) + restError;
    return codeError + imageError * lengths + rests;
  }

  /// The largest key of a sketch whose row can have a key within a limit.
  ///
  /// @param limit largest key of interest: a squared distance, or a negated inner product
  /// @param norm length of the query; matters for products
  /// @param scale what the query was multiplied by
  /// @param margin of the query
  /// @param squaredSketch squared length of its clipped sketch
  float largestKey(double limit, double norm, double scale, double margin, double squaredSketch) {
    // sums of d products in float, 16 side by side or not
    double rounding = UNIT * 2 * (d + 16);
    double squares;
    if (isOfProducts) {
      double product = limit + rounding * norm * radius;
      double scaled = norm * scale;
      double norms = radius * radius + scaled * scaled;
      squares = norms * (1 + 8 * UNIT) + 2 * scale * product;
    } else {
      squares = limit * (1 + rounding);
    }
    double distance = Math.sqrt(Math.max(0, squares)) + margin;
    double key = (distance * distance - squaredSketch) / 2 + keyError;
    // what has overflowed rejects nothing
    return key < Double.POSITIVE_INFINITY ? Math.nextUp((float) key) : Float.POSITIVE_INFINITY;
  }
}
