// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.internal.sketch.RepeatedAssignment;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// Assigns the points of one training to centroids that move. See [Assigner].
interface PointAssigner extends AutoCloseable {

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
    if (chosen == null && NearestCentroids.supports(metric)) {
      return repeated(points, metric, parallelism);
    }
    var assigner = chosen == null ? Assigner.exact(metric, parallelism) : chosen;
    return (centroids, labels, distances) -> assigner.assign(centroids, points, labels, distances);
  }

  private static PointAssigner repeated(Vectors points, Metric metric, Parallelism parallelism) {
    var rounds = new RepeatedAssignment(points, NearestCentroids.keyOf(metric), parallelism);
    return new PointAssigner() {
      @Override
      public void assign(Vectors centroids, int[] labels, float[] distances) {
        rounds.assign(centroids, labels, distances);
        PanelAssigner.keysToDistances(distances, metric);
      }

      @Override
      public void close() {
        rounds.close();
      }
    };
  }
}
