// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;

/// Finds the best centroid for each of many points. The metric is the assigner's own.
///
/// Results must not depend on the number of threads: k-means promises the same bytes for the same
/// seed.
@FunctionalInterface
public interface Assigner {

  /// Assigns a block of points.
  ///
  /// @param centroids k x d, k at least 1
  /// @param points n x d
  /// @param labels receives n centroid numbers, 0 to k - 1; of equally good centroids the lowest
  /// @param distances receives n values of the metric (squared for L2), each to the centroid chosen
  void assign(Vectors centroids, Vectors points, int[] labels, float[] distances);

  /// Compares each point with every centroid.
  ///
  /// @param metric any
  /// @param parallelism threads to use
  /// @return an assigner without state, for any number of threads
  static Assigner exact(Metric metric, Parallelism parallelism) {
    return new PanelAssigner(metric, parallelism);
  }
}
