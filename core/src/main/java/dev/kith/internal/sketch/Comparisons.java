// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PairProducts;
import java.util.Arrays;

/// Comparisons of up to six points with those centroids that their sketches do not rule out. Each
/// is compared roughly first: what is then farther from the best than both can be off is ruled out
/// too, and only the rest is compared exactly. See [Sketch#error].
final class Comparisons {

  /// Candidates of a point that are kept, a multiple of 4.
  private static final int MOST_CANDIDATES = 64;

  /// As many are compared roughly at a time.
  private static final int FOUR = 4;

  /// Pairs of points and finalists that are compared at a time, a multiple of 8.
  private static final int MOST_PAIRS = 64;

  private final SketchedCentroids centroids;
  private final SketchTile tile;
  private final int d;

  // of each point: what its least distance cannot exceed, the largest key that is worth a
  // comparison, and the best so far
  private final double[] most = new double[TILE];
  private final float[] limits = new float[TILE];
  private final int[] best = new int[TILE];
  private final float[] distances = new float[TILE];

  // candidates of the point that is searched for, of which the first are compared roughly
  private final int[] candidates = new int[MOST_CANDIDATES];
  private final int[] candidateAt = new int[MOST_CANDIDATES];
  private final float[] roughly = new float[MOST_CANDIDATES];
  private final double[] least = new double[MOST_CANDIDATES];
  private final float[] sums = new float[64];
  private int candidateCount;
  private int done;

  // pairs that wait
  private final int[] points = new int[MOST_PAIRS];
  private final int[] finalists = new int[MOST_PAIRS];
  private final int[] pointAt = new int[MOST_PAIRS];
  private final int[] finalistAt = new int[MOST_PAIRS];
  private final float[] products = new float[MOST_PAIRS];
  private int pairs;

  private long compared;

  Comparisons(SketchedCentroids centroids, SketchTile tile) {
    this.centroids = centroids;
    this.tile = tile;
    this.d = centroids.sketch().d();
  }

  /// Begins with the points that are in the tile.
  void begin() {
    Arrays.fill(most, Double.POSITIVE_INFINITY);
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
    Arrays.fill(best, 0);
  }

  /// Sets a limit by a centroid that may be near; it has to be added like any other.
  void guess(int q, int guess) {
    if (!centroids.bounds(tile, q)) {
      compareAll(q);
      return;
    }
    candidates[0] = guess;
    candidateAt[0] = guess * d;
    candidateCount = 1;
    compareRoughly(q);
    candidateCount = 0;
    done = 0;
  }

  /// Where bounds do not hold.
  private void compareAll(int q) {
    limits[q] = Float.NEGATIVE_INFINITY;
    compared += centroids.size();
    for (int c = 0; c < centroids.size(); c++) {
      addFinalist(q, c);
    }
  }

  /// The largest key that is worth a comparison.
  float limit(int q) {
    return limits[q];
  }

  /// Adds a candidate of the point that is searched for; now and then that lowers the limit.
  void add(int q, int candidate) {
    if (candidateCount == MOST_CANDIDATES) {
      finish(q);
    }
    candidates[candidateCount] = candidate;
    candidateAt[candidateCount] = candidate * d;
    candidateCount++;
    if (candidateCount - done == FOUR) {
      compareRoughly(q);
    }
  }

  private void compareRoughly(int q) {
    if (done == candidateCount) {
      return;
    }
    Kernels.best()
        .productsOfRows(
            tile.rows(),
            q * d,
            centroids.values(),
            candidateAt,
            done,
            candidateCount,
            d,
            roughly,
            sums);
    float norm = tile.norm(q);
    double lowest = most[q];
    for (int i = done; i < candidateCount; i++) {
      float distance = centroids.distance(roughly[i], norm, candidates[i]);
      double difference = centroids.difference(norm, candidates[i]);
      least[i] = distance - difference;
      lowest = Math.min(lowest, distance + difference);
    }
    compared += candidateCount - done;
    done = candidateCount;
    if (lowest < most[q]) {
      most[q] = lowest;
      limits[q] = centroids.limit(lowest, tile, q);
    }
  }

  /// Says that the candidates of a point are complete.
  void finish(int q) {
    compareRoughly(q);
    int left = 0;
    for (int i = 0; i < candidateCount; i++) {
      if (least[i] <= most[q]) {
        candidates[left] = candidates[i];
        candidateAt[left++] = candidateAt[i];
      }
    }
    if (left < PairProducts.EIGHT && tile.count() > 1) {
      for (int i = 0; i < left; i++) {
        addFinalist(q, candidates[i]);
      }
    } else {
      compareExactly(q, left);
    }
    candidateCount = 0;
    done = 0;
  }

  /// Compares one point with many finalists.
  private void compareExactly(int q, int count) {
    PairProducts.ofOne(tile.rows(), q * d, centroids.values(), candidateAt, count, d, roughly);
    for (int i = 0; i < count; i++) {
      keep(q, candidates[i], roughly[i]);
    }
  }

  private void addFinalist(int q, int candidate) {
    points[pairs] = q;
    finalists[pairs] = candidate;
    pointAt[pairs] = q * d;
    finalistAt[pairs] = candidate * d;
    pairs++;
    if (pairs == MOST_PAIRS) {
      compareExactly();
    }
  }

  private void compareExactly() {
    PairProducts.compute(tile.rows(), pointAt, centroids.values(), finalistAt, pairs, d, products);
    for (int i = 0; i < pairs; i++) {
      keep(points[i], finalists[i], products[i]);
    }
    pairs = 0;
  }

  private void keep(int q, int candidate, float product) {
    float distance = centroids.distance(product, tile.norm(q), candidate);
    if (distance < distances[q] || (distance == distances[q] && candidate < best[q])) {
      distances[q] = distance;
      best[q] = candidate;
    }
  }

  /// Says that all points are finished.
  void end() {
    compareExactly();
  }

  /// The nearest centroids of the points.
  int[] labels() {
    return best;
  }

  /// Their keys.
  float[] distances() {
    return distances;
  }

  /// Centroids that were compared so far.
  long compared() {
    return compared;
  }
}
