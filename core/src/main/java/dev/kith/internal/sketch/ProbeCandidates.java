// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PairProducts;
import dev.kith.internal.topk.CandidateSink;
import java.util.Arrays;

/// The centroids that may be among the k nearest of one query. Each is compared roughly first,
/// which says what its distance lies between; what is above k others for certain is dropped.
final class ProbeCandidates {

  private static final int FIRST_ROOM = 256;

  private final SketchedCentroids centroids;
  private final SketchTile tile;
  private final int q;
  private final int k;
  private final int d;
  private final float[] sums = new float[64];
  private int[] numbers = new int[0];
  private int[] at = new int[0];
  private float[] products = new float[0];

  // what the distance of each lies between
  private float[] least = new float[0];
  private float[] most = new float[0];
  private float[] scratch = new float[0];

  private int count;

  /// Where a second run of ascending numbers begins.
  private int seam;

  /// How many of them are compared.
  private int done;

  /// k distances are not above this.
  private float worst;

  private float limit;
  private long compared;

  /// @param q which of the vectors of the tile
  ProbeCandidates(SketchedCentroids centroids, SketchTile tile, int q, int k) {
    this.centroids = centroids;
    this.tile = tile;
    this.q = q;
    this.k = k;
    this.d = centroids.sketch().d();
  }

  /// Centroids that were compared so far.
  long compared() {
    return compared;
  }

  /// Begins with another query.
  void begin() {
    count = 0;
    seam = 0;
    done = 0;
    worst = Float.POSITIVE_INFINITY;
    limit = Float.MAX_VALUE;
  }

  /// The largest key that is worth a comparison.
  float limit() {
    return limit;
  }

  /// Adds a centroid.
  void add(int centroid) {
    if (count == numbers.length) {
      grow();
    }
    numbers[count] = centroid;
    at[count] = centroid * d;
    count++;
  }

  private void grow() {
    // to multiples of what the kernels take at a time
    int room = Math.max(FIRST_ROOM, 2 * numbers.length);
    numbers = Arrays.copyOf(numbers, room);
    at = Arrays.copyOf(at, room);
    least = Arrays.copyOf(least, room);
    most = Arrays.copyOf(most, room);
    products = new float[room];
    scratch = new float[room];
  }

  /// Compares what was added, and drops what is above k others.
  void compare() {
    if (done == count) {
      return;
    }
    compareRoughly();
    if (count >= k) {
      System.arraycopy(most, 0, scratch, 0, count);
      worst = Selection.find(scratch, count, k - 1);
      limit = centroids.limit(worst, tile, q);
    }
    int left = 0;
    int newSeam = 0;
    for (int i = 0; i < count; i++) {
      if (i == seam) {
        newSeam = left;
      }
      if (least[i] <= worst) {
        numbers[left] = numbers[i];
        at[left] = at[i];
        least[left] = least[i];
        most[left++] = most[i];
      }
    }
    seam = seam >= count ? left : newSeam;
    count = left;
    done = left;
  }

  private void compareRoughly() {
    // kernels take four at a time: where a group was not full, it is computed again
    int from = done & -4;
    Kernels.best()
        .productsOfRows(tile.rows(), q * d, centroids.values(), at, from, count, d, products, sums);
    float norm = tile.norm(q);
    for (int i = done; i < count; i++) {
      float distance = centroids.distance(products[i], norm, numbers[i]);
      double difference = centroids.difference(norm, numbers[i]);
      least[i] = Math.nextDown((float) (distance - difference));
      most[i] = Math.nextUp((float) (distance + difference));
    }
    compared += count - done;
    done = count;
  }

  /// Says that what was added so far is in the order of the numbers, and what is to come is so
  /// again.
  void turn() {
    seam = count;
  }

  /// Compares what is left exactly and offers it in the order of the numbers. What was dropped is
  /// worse than the k best, and so cannot decide which of equal ones are kept.
  ///
  /// @param query number that the sink knows
  void offer(CandidateSink sink, int query) {
    PairProducts.ofOne(tile.rows(), q * d, centroids.values(), at, count, d, products);
    int i = 0;
    int j = seam;
    while (i < seam || j < count) {
      boolean isFirst = j == count || (i < seam && numbers[i] < numbers[j]);
      int next = isFirst ? i++ : j++;
      float key = centroids.distance(products[next], tile.norm(q), numbers[next]);
      if (key <= sink.limit(query)) {
        sink.offer(query, key, numbers[next]);
      }
    }
  }
}
