// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.QUARTER;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.CandidateSink;

/// The search for the k nearest centroids of up to six queries at a time; the room of one thread.
/// It gives the bits of a comparison with all centroids, in the order that this would give.
///
/// All sketches are compared first. The centroids of the k least bounds are compared themselves:
/// the worst of their distances is a limit, and of the others only those below it are compared.
/// Centroids come in chunks, and the limit of one is that of the next.
final class ProbeSearch {

  /// Panels that are compared at a time: their keys stay in the cache.
  private static final int CHUNK = 32;

  private final SketchedCentroids centroids;
  private final int size;
  private final int k;
  private final SketchTile tile;
  private final int room;
  private final ProbeCandidates[] candidates;
  private final float[] keys;
  private final float[] least;
  private final float[] lowest = new float[TILE * QUARTER];
  private final float[] groups;

  /// Queries whose keys lie side by side.
  private int stride;

  /// @param k centroids a query, fewer than there are
  /// @param room the most queries at a time, 1 or 6
  ProbeSearch(SketchedCentroids centroids, int k, int room) {
    this.centroids = centroids;
    this.size = centroids.size();
    this.k = k;
    this.room = room;
    this.tile = new SketchTile(centroids.sketch(), room);
    this.candidates = new ProbeCandidates[room];
    int panels = Math.min(CHUNK, centroids.panels());
    this.keys = new float[panels * room * PANEL];
    this.least = new float[panels * room * QUARTER];
    this.groups = new float[panels * QUARTER];
    for (int q = 0; q < room; q++) {
      candidates[q] = new ProbeCandidates(centroids, tile, q, k);
    }
  }

  /// Room for the queries of a block.
  static ProbeSearch of(SketchedCentroids centroids, int k, QueryBlock queries) {
    return new ProbeSearch(centroids, k, queries.size() == 1 ? 1 : TILE);
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

  /// Finds the nearest centroids of the queries of a block.
  ///
  /// @param best receives them
  void findAll(QueryBlock queries, CandidateSink best) {
    for (int first = 0; first < queries.size(); first += room) {
      tile.load(queries.values(), first, Math.min(room, queries.size() - first));
      find(best, first);
    }
  }

  /// Finds the nearest centroids of the queries in the tile.
  ///
  /// @param best receives them
  /// @param first the number of the first query there
  void find(CandidateSink best, int first) {
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
      candidates[q].offer(best, first + q);
    }
  }

  private void search(int q, int first, int count) {
    var found = candidates[q];
    float done = Float.NEGATIVE_INFINITY;
    if (first == 0) {
      done = leastBounds(q, count);
      collect(q, first, count, done, Float.NEGATIVE_INFINITY);
      found.turn();
      found.compare();
    }
    if (found.limit() > done) {
      collect(q, first, count, found.limit(), done);
      found.compare();
    }
  }

  /// A key that k others are not above: the k-th of the least of every four.
  private float leastBounds(int q, int panels) {
    int count = panels * QUARTER;
    if (k > count) {
      return Float.POSITIVE_INFINITY;
    }
    for (int panel = 0; panel < panels; panel++) {
      System.arraycopy(
          least, panel * stride * QUARTER + q * QUARTER, groups, panel * QUARTER, QUARTER);
    }
    return Selection.find(groups, count, k - 1);
  }

  /// Adds the centroids whose keys are at most a limit, but above another.
  private void collect(int q, int first, int count, float limit, float above) {
    var kernels = Kernels.best();
    for (int panel = 0; panel < count; panel++) {
      int at = panel * stride * QUARTER + q * QUARTER;
      if (kernels.atMost(least, at, QUARTER, limit) != 0) {
        collectPanel(q, first + panel, panel * stride * PANEL + q * PANEL, limit, above);
      }
    }
  }

  private void collectPanel(int q, int panel, int at, float limit, float above) {
    int width = Math.min(PANEL, size - panel * PANEL);
    var kernels = Kernels.best();
    long mask = kernels.atMost(keys, at, width, limit) & ~kernels.atMost(keys, at, width, above);
    for (; mask != 0; mask &= mask - 1) {
      candidates[q].add(panel * PANEL + Long.numberOfTrailingZeros(mask));
    }
  }

  /// Where bounds do not hold.
  private void takeAll(int q) {
    for (int c = 0; c < size; c++) {
      candidates[q].add(c);
    }
  }
}
