// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// How many points with integer coordinates lie on a sphere.
final class LatticePoints {

  /// A bound for the time that counting takes.
  static final int MAX_SQUARED_RADIUS = 4096;

  private LatticePoints() {}

  /// Bits that number the points.
  ///
  /// @param dimension of the space, at least 1
  /// @param squaredRadius of the sphere, 1 to [#MAX_SQUARED_RADIUS]
  /// @return 0 to 63; 64 if there are more points than that
  static int bits(int dimension, int squaredRadius) {
    long points = count(dimension, squaredRadius);
    return points == Long.MAX_VALUE
        ? Long.SIZE
        : Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, points - 1));
  }

  /// Counts by the last coordinate; `Long.MAX_VALUE` stands for all larger counts.
  private static long count(int dimension, int squaredRadius) {
    long[] counts = new long[squaredRadius + 1];
    counts[0] = 1;
    for (int i = 0; i < dimension && counts[squaredRadius] < Long.MAX_VALUE; i++) {
      for (int n = squaredRadius; n >= 0; n--) {
        for (int c = 1; c * c <= n; c++) {
          counts[n] = plus(counts[n], plus(counts[n - c * c], counts[n - c * c]));
        }
      }
    }
    return counts[squaredRadius];
  }

  /// The sum of two numbers that are not negative, or `Long.MAX_VALUE`.
  private static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
