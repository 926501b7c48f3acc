// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.internal.panel.PackedPoints;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// Assigns the points of one training to centroids that move. See [Assigner].
interface PointAssigner extends AutoCloseable {

  /// Points of up to so many bytes are copied into panels once; more are packed block by block, and
  /// again in every iteration.
  long MOST_PACKED = 1L << 28;

  /// Assigns all points.
  ///
  /// @param centroids k x d
  /// @param labels receives n centroid numbers
  /// @param distances receives n values of the metric
  void assign(Vectors centroids, int[] labels, float[] distances);

  /// Frees what was packed.
  @Override
  default void close() {}

  /// The way that suits the points.
  ///
  /// @param points of the training
  /// @param metric of the training
  /// @param chosen by the caller; null for the exact way
  /// @param parallelism threads to use
  static PointAssigner of(
      Vectors points, Metric metric, @Nullable Assigner chosen, Parallelism parallelism) {
    long bytes = points.size() * points.dimension() * Float.BYTES;
    if (chosen == null && NearestCentroids.supports(metric) && bytes <= MOST_PACKED) {
      return packed(points, metric, parallelism);
    }
    var assigner = chosen == null ? Assigner.exact(metric, parallelism) : chosen;
    return (centroids, labels, distances) -> assigner.assign(centroids, points, labels, distances);
  }

  private static PointAssigner packed(Vectors points, Metric metric, Parallelism parallelism) {
    var packed = new PackedPoints(points);
    return new PointAssigner() {
      @Override
      public void assign(Vectors centroids, int[] labels, float[] distances) {
        PanelAssigner.nearest(centroids, metric).assign(packed, parallelism, labels, distances);
        PanelAssigner.keysToDistances(distances, metric);
      }

      @Override
      public void close() {
        packed.close();
      }
    };
  }
}
