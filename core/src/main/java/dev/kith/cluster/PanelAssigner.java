// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CentroidScan;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.PanelList;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;

/// Exact assignment: the centroids are packed into panels, and each point is searched among them.
///
/// @param metric how points and centroids are compared
/// @param parallelism threads that share the points
record PanelAssigner(Metric metric, Parallelism parallelism) implements Assigner {

  @Override
  public void assign(Vectors centroids, Vectors points, int[] labels, float[] distances) {
    checkShapes(centroids, points, labels.length, distances.length);
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
