// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowKeys;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.vector.Vectors;

/// The search for the nearest centroids of six points at a time; the room of one thread.
///
/// All sketches are compared first. The centroid of the least bound is a good guess, and its
/// distance a limit that few bounds of others are below; only those are compared themselves.
final class SketchSearch {

  private static final int TILE_KEYS = TILE * PANEL;

  /// Candidates that are compared at a time, before the limit is lowered.
  private static final int BATCH = 16;

  private final SketchedCentroids centroids;
  private final RowMemory memory;
  private final int d;
  private final SketchTile tile;
  private final int panels;

  /// The keys of a panel and six points, panel after panel.
  private final float[] keys;

  private final float[] least = new float[TILE_KEYS];
  private final long[] candidates = new long[BATCH];
  private final float[] distances = new float[BATCH];
  private final float[] sums = new float[RowKeys.SUMS];
  private int waiting;
  private int point;
  private long best;
  private float bestDistance;

  /// Keys above it are those of centroids farther away than the best.
  private float limit;

  private long compared;

  SketchSearch(SketchedCentroids centroids) {
    this.centroids = centroids;
    this.memory = RowMemory.of(centroids.centroids().segment(), centroids.sketch().d());
    this.d = centroids.sketch().d();
    this.tile = new SketchTile(centroids.sketch());
    this.panels = centroids.panels();
    this.keys = new float[panels * TILE_KEYS];
  }

  /// Centroids that were compared so far.
  long compared() {
    return compared;
  }

  /// Finds the nearest centroids of consecutive points.
  ///
  /// @param from the first
  /// @param to one past the last, at most 6 further
  void find(Vectors points, int from, int to, int[] labels, float[] squaredDistances) {
    int count = to - from;
    for (int q = 0; q < count; q++) {
      tile.numbers()[q] = (long) from + q;
    }
    tile.load(points, count);
    centroids.keys(tile, keys, least);
    for (int q = 0; q < count; q++) {
      find(q);
      labels[from + q] = (int) best;
      squaredDistances[from + q] = bestDistance;
    }
  }

  private void find(int q) {
    point = q;
    best = 0;
    bestDistance = Float.POSITIVE_INFINITY;
    long guess = leastBound(q);
    compare(guess);
    flush();
    var kernels = Kernels.best();
    for (int panel = 0; panel < panels; panel++) {
      long mask = kernels.atMost(keys, panel * TILE_KEYS + q * PANEL, PANEL, limit);
      for (; mask != 0; mask &= mask - 1) {
        long candidate = (long) panel * PANEL + Long.numberOfTrailingZeros(mask);
        if (candidate != guess) {
          compare(candidate);
        }
      }
    }
    flush();
  }

  private long leastBound(int q) {
    int first = q * PANEL;
    int lane = first;
    for (int i = first + 1; i < first + PANEL; i++) {
      if (least[i] < least[lane]) {
        lane = i;
      }
    }
    int panel = 0;
    while (panel < panels - 1 && keys[panel * TILE_KEYS + lane] != least[lane]) {
      panel++;
    }
    return (long) panel * PANEL + (lane - first);
  }

  private void compare(long candidate) {
    candidates[waiting++] = candidate;
    if (waiting == BATCH) {
      flush();
    }
  }

  private void flush() {
    Kernels.best()
        .squaredL2OfRows(memory, candidates, 0, waiting, tile.rows(), point * d, distances, sums);
    for (int i = 0; i < waiting; i++) {
      float distance = distances[i];
      if (distance < bestDistance || (distance == bestDistance && candidates[i] < best)) {
        bestDistance = distance;
        best = candidates[i];
      }
    }
    compared += waiting;
    waiting = 0;
    limit = centroids.sketch().limit(bestDistance, tile.length(point), centroids.reach());
  }
}
