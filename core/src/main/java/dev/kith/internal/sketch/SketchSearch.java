// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.QUARTER;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;

/// The search for the nearest centroids of up to six points at a time; the room of one thread. It
/// gives the bits of [dev.kith.internal.panel.NearestCentroids].
///
/// 1. All sketches are compared. The centroid of the least bound, or one that is given, is a good
///    guess, and its distance a limit that few bounds of others are below.
/// 2. Those are compared themselves, roughly: with sums in an order that suits the processor.
/// 3. What may still be the nearest, mostly one, is compared with sums in the order of the
///    dimensions, and so gets the bits that a distance has everywhere.
final class SketchSearch {

  /// Panels that are compared at a time: their keys stay in the cache.
  private static final int CHUNK = 32;

  private final SketchedCentroids centroids;
  private final int k;
  private final int room;
  private final SketchTile tile;
  private final Comparisons comparisons;

  /// The keys of a panel and six points, panel after panel.
  private final float[] keys;

  /// The least of every four keys, and of all panels.
  private final float[] least;

  private final float[] lowest = new float[TILE * QUARTER];
  private final int[] rows;

  /// Points whose keys lie side by side.
  private int stride;

  SketchSearch(SketchedCentroids centroids) {
    this(centroids, TILE);
  }

  /// @param room the most points at a time, 1 or 6
  SketchSearch(SketchedCentroids centroids, int room) {
    this.centroids = centroids;
    this.k = centroids.size();
    this.room = room;
    this.tile = new SketchTile(centroids.sketch(), room);
    this.comparisons = new Comparisons(centroids, tile);
    int panels = Math.min(CHUNK, centroids.panels());
    this.rows = new int[panels * PANEL];
    this.keys = new float[panels * room * PANEL];
    this.least = new float[panels * room * QUARTER];
  }

  /// The most points at a time.
  int room() {
    return room;
  }

  /// Where the points are to be loaded.
  SketchTile tile() {
    return tile;
  }

  /// Centroids that were compared so far.
  long compared() {
    return comparisons.compared();
  }

  /// Finds the nearest centroids of the points in the tile.
  void find() {
    comparisons.begin();
    search(true);
  }

  /// The same with guesses.
  ///
  /// @param guesses holds a centroid for each point of the tile
  /// @param at the first of them
  void find(int[] guesses, int at) {
    comparisons.begin();
    for (int q = 0; q < tile.count(); q++) {
      comparisons.guess(q, guesses[at + q]);
    }
    search(false);
  }

  private void search(boolean guesses) {
    int panels = centroids.panels();
    stride = tile.count() == 1 ? 1 : TILE;
    for (int first = 0; first < panels; first += CHUNK) {
      int count = Math.min(CHUNK, panels - first);
      centroids.keys(tile, first, count, keys, least, lowest);
      for (int q = 0; q < tile.count(); q++) {
        if (guesses && first == 0) {
          comparisons.guess(q, leastBound(q, count));
        }
        compareBelowLimit(q, first, count);
      }
    }
    comparisons.end();
  }

  /// The centroid of the least key.
  private int leastBound(int q, int panels) {
    int lane = q * QUARTER;
    for (int i = lane + 1; i < (q + 1) * QUARTER; i++) {
      if (lowest[i] < lowest[lane]) {
        lane = i;
      }
    }
    int panel = 0;
    while (panel < panels - 1 && least[panel * stride * QUARTER + lane] != lowest[lane]) {
      panel++;
    }
    int row = lane % QUARTER;
    while (row < PANEL - QUARTER
        && keys[panel * stride * PANEL + q * PANEL + row] != lowest[lane]) {
      row += QUARTER;
    }
    // where no key is a number, any centroid will do
    return Math.min(panel * PANEL + row, k - 1);
  }

  private void compareBelowLimit(int q, int first, int count) {
    int from = q * PANEL;
    int step = stride * PANEL;
    int found = Kernels.best().rowsAtMost(keys, from, step, count, comparisons.limit(q), rows);
    for (int i = 0; i < found; i++) {
      int row = rows[i];
      // the limit falls meanwhile
      if (keys[from + row / PANEL * step + row % PANEL] <= comparisons.limit(q)) {
        comparisons.add(q, first * PANEL + row);
      }
    }
    comparisons.finish(q);
  }

  /// The nearest centroid of a point of the tile; any where no key is finite.
  int label(int q) {
    return comparisons.labels()[q];
  }

  /// Its key; infinite where none is finite.
  float key(int q) {
    return comparisons.distances()[q];
  }

  /// Hands out what was found.
  ///
  /// @param labels receives centroid numbers
  /// @param distances receives keys
  /// @param at where in both arrays
  void copyTo(int[] labels, float[] distances, int at) {
    System.arraycopy(comparisons.labels(), 0, labels, at, tile.count());
    System.arraycopy(comparisons.distances(), 0, distances, at, tile.count());
  }
}
