// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.QUARTER;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PairProducts;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// The search for the nearest centroids of six points at a time; the room of one thread. It gives
/// the bits of [dev.kith.internal.panel.NearestCentroids] by norms.
///
/// All sketches are compared first. The centroid of the least bound is a good guess, and its
/// distance a limit that few bounds of others are below; only those are compared themselves.
final class SketchSearch {

  private static final int TILE_KEYS = TILE * PANEL;
  private static final int TILE_LEAST = TILE * QUARTER;

  /// Pairs of points and candidates that are compared at a time, a multiple of 8.
  private static final int MOST_PAIRS = 64;

  private final SketchedCentroids centroids;
  private final int d;
  private final SketchTile tile;
  private final int k;
  private final int panels;

  /// The keys of a panel and six points, panel after panel.
  private final float[] keys;

  /// The least of every four keys, and of all panels.
  private final float[] least;

  private final float[] lowest = new float[TILE_LEAST];

  // of each point: its guess, the best centroid so far, and the largest key worth a comparison
  private final int[] guesses = new int[TILE];
  private final int[] best = new int[TILE];
  private final float[] bestDistances = new float[TILE];
  private final float[] limits = new float[TILE];

  // pairs that wait to be compared
  private final int[] points = new int[MOST_PAIRS];
  private final int[] candidates = new int[MOST_PAIRS];
  private final int[] pointAt = new int[MOST_PAIRS];
  private final int[] candidateAt = new int[MOST_PAIRS];
  private final float[] products = new float[MOST_PAIRS];
  private int waiting;

  private long compared;

  SketchSearch(SketchedCentroids centroids) {
    this.centroids = centroids;
    this.d = centroids.sketch().d();
    this.tile = new SketchTile(centroids.sketch());
    this.k = centroids.size();
    this.panels = centroids.panels();
    this.keys = new float[panels * TILE_KEYS];
    this.least = new float[panels * TILE_LEAST];
  }

  /// Centroids that were compared so far.
  long compared() {
    return compared;
  }

  /// Finds the nearest centroids of consecutive points.
  ///
  /// @param from the first
  /// @param to one past the last, at most 6 further
  void find(Vectors vectors, int from, int to, int[] labels, float[] distances) {
    int count = to - from;
    for (int q = 0; q < count; q++) {
      tile.numbers()[q] = (long) from + q;
    }
    tile.load(vectors, count);
    centroids.keys(tile, keys, least, lowest);
    Arrays.fill(bestDistances, Float.POSITIVE_INFINITY);
    Arrays.fill(best, 0);
    for (int q = 0; q < count; q++) {
      guesses[q] = leastBound(q);
      compare(q, guesses[q]);
    }
    flush();
    for (int q = 0; q < count; q++) {
      compareBelowLimit(q);
    }
    flush();
    System.arraycopy(best, 0, labels, from, count);
    System.arraycopy(bestDistances, 0, distances, from, count);
  }

  /// The centroid of the least key.
  private int leastBound(int q) {
    int lane = q * QUARTER;
    for (int i = lane + 1; i < (q + 1) * QUARTER; i++) {
      if (lowest[i] < lowest[lane]) {
        lane = i;
      }
    }
    int panel = 0;
    while (panel < panels - 1 && least[panel * TILE_LEAST + lane] != lowest[lane]) {
      panel++;
    }
    int row = lane % QUARTER;
    while (row < PANEL - QUARTER && keys[panel * TILE_KEYS + q * PANEL + row] != lowest[lane]) {
      row += QUARTER;
    }
    // where no key is a number, any centroid will do
    return Math.min(panel * PANEL + row, k - 1);
  }

  private void compareBelowLimit(int q) {
    var kernels = Kernels.best();
    for (int panel = 0; panel < panels; panel++) {
      int at = panel * TILE_LEAST + q * QUARTER;
      if (kernels.atMost(least, at, QUARTER, limits[q]) != 0) {
        compareBelowLimit(q, panel);
      }
    }
  }

  private void compareBelowLimit(int q, int panel) {
    int at = panel * TILE_KEYS + q * PANEL;
    int width = Math.min(PANEL, k - panel * PANEL);
    long mask = Kernels.best().atMost(keys, at, width, limits[q]);
    for (; mask != 0; mask &= mask - 1) {
      int candidate = panel * PANEL + Long.numberOfTrailingZeros(mask);
      if (candidate != guesses[q]) {
        compare(q, candidate);
      }
    }
  }

  private void compare(int q, int candidate) {
    points[waiting] = q;
    candidates[waiting] = candidate;
    pointAt[waiting] = q * d;
    candidateAt[waiting] = candidate * d;
    waiting++;
    if (waiting == MOST_PAIRS) {
      flush();
    }
  }

  /// Compares what waits, and lowers the limits.
  private void flush() {
    PairProducts.compute(
        tile.rows(), pointAt, centroids.values(), candidateAt, waiting, d, products);
    for (int i = 0; i < waiting; i++) {
      int q = points[i];
      float norms = centroids.norm(candidates[i]) + tile.norm(q);
      float distance = Math.max(0, Math.fma(2f, -products[i], norms));
      if (distance < bestDistances[q]
          || (distance == bestDistances[q] && candidates[i] < best[q])) {
        bestDistances[q] = distance;
        best[q] = candidates[i];
      }
    }
    for (int q = 0; q < TILE; q++) {
      limits[q] = centroids.sketch().limit(bestDistances[q], tile.length(q), centroids.reach());
    }
    compared += waiting;
    waiting = 0;
  }
}
