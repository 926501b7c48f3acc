// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// How far all centroids together move in a step, where somebody wants to know.
final class Movement {

  private static final int BLOCK = 4096;

  private final Vectors centroids;
  private final double limit;
  private final @Nullable Vectors before;

  private Movement(Vectors centroids, double limit) {
    this.centroids = centroids;
    this.limit = limit;
    this.before = limit > 0 ? Vectors.allocate(centroids.size(), centroids.dimension()) : null;
  }

  /// Movement below a share of the points' variance. With a share of 0 nothing is measured.
  ///
  /// @param centroids that move
  /// @param points read once
  static Movement of(Vectors centroids, VectorSource points, double tolerance) {
    return new Movement(centroids, tolerance == 0 ? 0 : tolerance * variance(points));
  }

  /// The mean of the variances of the components.
  private static double variance(VectorSource points) {
    int d = points.dimension();
    double[] sums = new double[d];
    double[] squares = new double[d];
    float[] row = new float[d];
    points.forEachBlock(
        BLOCK,
        (from, block) -> {
          for (long i = 0; i < block.size(); i++) {
            block.copyRow(i, row, 0);
            for (int j = 0; j < d; j++) {
              sums[j] += row[j];
              squares[j] += (double) row[j] * row[j];
            }
          }
        });
    double n = points.size();
    double variance = 0;
    for (int j = 0; j < d; j++) {
      double mean = sums[j] / n;
      variance += Math.max(0, squares[j] / n - mean * mean);
    }
    return variance / d;
  }

  /// Remembers where the centroids are.
  void begin() {
    if (before != null) {
      before.segment().copyFrom(centroids.segment());
    }
  }

  /// Whether the centroids are not farther from where they were than the limit.
  boolean isSmall() {
    return before != null && moved(before) <= limit;
  }

  private double moved(Vectors from) {
    double sum = 0;
    for (long c = 0; c < centroids.size(); c++) {
      float[] old = from.row(c);
      float[] now = centroids.row(c);
      for (int i = 0; i < now.length; i++) {
        double step = now[i] - old[i];
        sum += step * step;
      }
    }
    return sum;
  }
}
