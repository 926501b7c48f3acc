// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;

/// Exact assignment: the centroids are packed into panels, and each point is searched among them.
///
/// @param metric how points and centroids are compared
/// @param parallelism threads that share the points
record PanelAssigner(Metric metric, Parallelism parallelism) implements Assigner {

  @Override
  public void assign(Vectors centroids, Vectors points, int[] labels, float[] distances) {
    try (NativeHeap heap = new NativeHeap()) {
      PanelList panels = new PanelList(heap, centroids.dimension());
      panels.append(centroids, row -> row, (int) centroids.size());
      Neighbors nearest =
          QueryBlock.search(
              points,
              1,
              metric,
              parallelism,
              QueryBlock.CACHED,
              (block, best) -> new PanelScan(metric, null).scanAll(panels, block, best));
      float unreachable = metric.isSimilarity() ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
      for (int i = 0; i < labels.length; i++) {
        boolean found = nearest.ids()[i] >= 0;
        // too far from everything for a float, or not a number: the first will do
        labels[i] = found ? (int) nearest.ids()[i] : 0;
        distances[i] = found ? nearest.distances()[i] : unreachable;
      }
    }
  }
}
