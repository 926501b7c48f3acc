// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.QUARTER;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.topk.TopK;
import dev.kith.vector.Metric;
import java.util.Arrays;

/// The search for the k nearest centroids of up to six queries at a time; the room of one thread.
/// It gives the bits of a comparison with all centroids, in the order that this would give.
///
/// All sketches are compared first. The centroids of the least bounds are compared themselves: the
/// k-th of their distances is a limit, and of the others only those below it are compared.
/// Centroids come in chunks, and the limit of one is that of the next.
final class ProbeSearch {

  /// Panels that are compared at a time: their keys stay in the cache.
  private static final int CHUNK = 32;

  private final SketchedCentroids centroids;
  private final int k;
  private final int room;
  private final SketchTile tile;
  private final ProbeCandidates[] candidates;
  private final TopK best;
  private final float[] keys;
  private final float[] least;
  private final float[] lowest = new float[TILE * QUARTER];
  private final float[] groups;
  private final int[] rows;

  /// Queries whose keys lie side by side.
  private int stride;

  /// @param k centroids a query, fewer than there are
  /// @param room the most queries at a time, 1 or 6
  ProbeSearch(SketchedCentroids centroids, int k, int room) {
    this.centroids = centroids;
    this.k = k;
    this.room = room;
    this.tile = new SketchTile(centroids.sketch(), room);
    this.best = new TopK(1, k, centroids.isSimilarity() ? Metric.INNER_PRODUCT : Metric.L2);
    int panels = Math.min(CHUNK, centroids.panels());
    this.keys = new float[panels * room * PANEL];
    this.least = new float[panels * room * QUARTER];
    this.groups = new float[panels * QUARTER];
    this.rows = new int[panels * PANEL];
    this.candidates = new ProbeCandidates[room];
    for (int q = 0; q < room; q++) {
      candidates[q] = new ProbeCandidates(centroids, tile, q, k);
    }
  }

  /// The most queries at a time.
  int room() {
    return room;
  }

  /// Where the queries are to be loaded.
  SketchTile tile() {
    return tile;
  }

  /// Centroids that were compared so far.
  long compared() {
    long compared = 0;
    for (var one : candidates) {
      compared += one.compared();
    }
    return compared;
  }

  /// Finds the nearest centroids of some queries.
  ///
  /// @param queries n x d
  /// @param from the first
  /// @param to one past the last
  /// @param found receives k keys of each
  /// @param ids receives k numbers of each, -1 where there are fewer
  /// @param at where the first query begins in both
  void find(float[] queries, int from, int to, float[] found, long[] ids, int at) {
    for (int first = from; first < to; first += room) {
      tile.load(queries, first, Math.min(room, to - first));
      find(found, ids, at + (first - from) * k);
    }
  }

  /// Finds the nearest centroids of the queries in the tile.
  void find(float[] found, long[] ids, int at) {
    stride = tile.count() == 1 ? 1 : TILE;
    for (int q = 0; q < tile.count(); q++) {
      candidates[q].begin();
    }
    for (int panel = 0; panel < centroids.panels(); panel += CHUNK) {
      int count = Math.min(CHUNK, centroids.panels() - panel);
      centroids.keys(tile, panel, count, keys, least, lowest);
      for (int q = 0; q < tile.count(); q++) {
        if (centroids.bounds(tile, q)) {
          search(q, panel, count);
        }
      }
    }
    for (int q = 0; q < tile.count(); q++) {
      if (!centroids.bounds(tile, q)) {
        takeAll(q);
      }
      if (!candidates[q].rank(found, ids, at + q * k)) {
        best.clear(0);
        candidates[q].offer(best);
        best.drain(0, found, ids, at + q * k);
      }
    }
  }

  private void search(int q, int first, int count) {
    float done = Float.NEGATIVE_INFINITY;
    if (first == 0) {
      done = leastBounds(q, count);
      collect(q, first, count, done, Float.NEGATIVE_INFINITY);
    }
    collect(q, first, count, candidates[q].limit(), done);
  }

  /// A key that k others are not above: the k-th of the least of groups, which are twice as many as
  /// are wanted, so that few groups hold two of the k least.
  private float leastBounds(int q, int panels) {
    int parts = Math.min(panels, Math.ceilDiv(2 * k, QUARTER));
    int count = parts * QUARTER;
    if (k > count) {
      return Float.MAX_VALUE;
    }
    Arrays.fill(groups, 0, count, Float.POSITIVE_INFINITY);
    for (int panel = 0; panel < panels; panel++) {
      int to = panel % parts * QUARTER;
      int from = (panel * stride + q) * QUARTER;
      for (int i = 0; i < QUARTER; i++) {
        groups[to + i] = Math.min(groups[to + i], least[from + i]);
      }
    }
    return Math.min(Float.MAX_VALUE, Selection.find(groups, count, k - 1));
  }

  /// Compares the centroids whose keys are at most a limit, but above another.
  private void collect(int q, int first, int count, float limit, float above) {
    if (limit <= above) {
      return;
    }
    int from = q * PANEL;
    int step = stride * PANEL;
    int found = Kernels.best().rowsAtMost(keys, from, step, count, limit, rows);
    for (int i = 0; i < found; i++) {
      int row = rows[i];
      if (keys[from + row / PANEL * step + row % PANEL] > above) {
        candidates[q].add(first * PANEL + row);
      }
    }
    candidates[q].compare();
  }

  /// Where bounds do not hold.
  private void takeAll(int q) {
    for (int c = 0; c < centroids.size(); c++) {
      candidates[q].add(c);
    }
  }
}
