// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.sketch.CentroidScan;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;

/// Exact assignment: every point is compared with every centroid. Of the metrics with kernels the
/// points are packed into panels, of the others the centroids.
///
/// @param metric how points and centroids are compared
/// @param parallelism threads that share the points
record PanelAssigner(Metric metric, Parallelism parallelism) implements Assigner {

  @Override
  public void assign(Vectors centroids, Vectors points, int[] labels, float[] distances) {
    checkShapes(centroids, points, labels.length, distances.length);
    if (NearestCentroids.supports(metric)) {
      nearest(centroids, metric).assign(points, parallelism, labels, distances);
      keysToDistances(distances, metric);
    } else {
      scan(centroids, points, labels, distances);
    }
  }

  /// Prepares centroids.
  static NearestCentroids nearest(Vectors centroids, Metric metric) {
    float[] values = new float[Math.toIntExact(centroids.size() * centroids.dimension())];
    centroids.copyRows(0, (int) centroids.size(), values, 0);
    return new NearestCentroids(values, centroids.dimension(), NearestCentroids.keyOf(metric));
  }

  /// Turns the keys of the nearest centroids into distances, in place.
  static void keysToDistances(float[] keys, Metric metric) {
    for (int i = 0; metric.isSimilarity() && i < keys.length; i++) {
      keys[i] = 0f - keys[i];
    }
  }

  private void scan(Vectors centroids, Vectors points, int[] labels, float[] distances) {
    try (NativeHeap heap = new NativeHeap()) {
      PanelList panels = new PanelList(heap, centroids.dimension());
      panels.append(centroids, CodeStore.RowOrder.SAME, centroids.size());
      Neighbors nearest = new CentroidScan(panels, metric).nearest(points, 1, parallelism);
      float unreachable = metric.isSimilarity() ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
      for (int i = 0; i < labels.length; i++) {
        boolean found = nearest.ids()[i] >= 0;
        // too far from everything for a float, or not a number: the first will do
        labels[i] = found ? (int) nearest.ids()[i] : 0;
        distances[i] = found ? nearest.distances()[i] : unreachable;
      }
    }
  }

  private static void checkShapes(Vectors centroids, Vectors points, int labels, int distances) {
    if (centroids.size() == 0 || centroids.dimension() != points.dimension()) {
      throw new IllegalArgumentException(
          "centroids are %s, points %s; both need one dimension, and there must be a centroid"
              .formatted(centroids, points));
    }
    if (labels != points.size() || distances != points.size()) {
      throw new IllegalArgumentException(
          "room for %d labels and %d distances does not fit %s"
              .formatted(labels, distances, points));
    }
  }
}
