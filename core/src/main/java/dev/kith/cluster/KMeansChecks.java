// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.BuildListener;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Locale;

/// What is asked of the points before a training.
final class KMeansChecks {

  private KMeansChecks() {}

  static void check(VectorSource points, int k, KMeansOptions options) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", and must be at least 1");
    }
    if (points.size() < k) {
      throw new IllegalArgumentException(
          points.size()
              + " points are too few for "
              + k
              + " centroids; pass at least "
              + k
              + " points, or lower the number of centroids");
    }
    checkInitial(points, k, options);
    if (points instanceof Vectors inMemory) {
      requireFinite(inMemory, options);
    }
  }

  static void requireFinite(Vectors points, KMeansOptions options) {
    if (options.checkFinite()) {
      points
          .firstNonFinite()
          .ifPresent(row -> {
            throw new IllegalArgumentException(
                "point " + row + " holds a NaN or an infinity; remove or repair such points");
          });
    }
  }

  private static void checkInitial(VectorSource points, int k, KMeansOptions options) {
    var initial = options.initialCentroids();
    if (initial == null) {
      return;
    }
    if (initial.dimension() != points.dimension()) {
      throw new IllegalArgumentException(
          "the initial centroids have dimension "
              + initial.dimension()
              + ", and the points "
              + points.dimension());
    }
    if (initial.size() > k) {
      throw new IllegalArgumentException(
          initial.size() + " initial centroids were given, and only " + k + " are wanted");
    }
  }

  /// Warns where n is below the least number of points a centroid, unless the caller has chosen a
  /// sample that small, or there is one centroid only: it is the mean of however few points.
  static void warnOfFewPoints(long n, int k, KMeansOptions options, BuildListener listener) {
    long least = options.minPointsPerCentroid();
    if (k > 1 && n < least * k && n <= (long) k * options.maxPointsPerCentroid()) {
      listener.warning(
          String.format(
              Locale.ROOT,
              "%,d points for %,d centroids are %,d a centroid, below the %,d that k-means wants:"
                  + " centroids will follow single points; use at most %,d centroids or at least"
                  + " %,d points",
              n,
              k,
              n / k,
              least,
              Math.max(1, n / least),
              least * k));
    }
  }
}
