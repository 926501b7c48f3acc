// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PairProducts;
import dev.kith.internal.topk.TopK;
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
  private long[] ranked = new long[0];

  private int count;

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
    ranked = new long[room];
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
    for (int i = 0; i < count; i++) {
      if (least[i] <= worst) {
        numbers[left] = numbers[i];
        at[left] = at[i];
        least[left] = least[i];
        most[left++] = most[i];
      }
    }
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

  /// Compares what is left exactly and ranks it: by distance, and equal ones as [TopK] does.
  ///
  /// @param keys receives k keys
  /// @param ids receives k numbers
  /// @param to where in both arrays
  /// @return false where there is a tie for the last place, or a key is no finite number: then the
  ///   order in which all centroids come decides
  boolean rank(float[] keys, long[] ids, int to) {
    PairProducts.ofOne(tile.rows(), q * d, centroids.values(), at, count, d, products);
    float norm = tile.norm(q);
    for (int i = 0; i < count; i++) {
      ranked[i] = ranked(centroids.distance(products[i], norm, numbers[i]), numbers[i]);
    }
    Arrays.sort(ranked, 0, count);
    if (count < k || (count > k && key(ranked[k - 1]) == key(ranked[k]))) {
      return false;
    }
    for (int i = 0; i < k; i++) {
      int number = (int) ranked[i];
      keys[to + i] = key(ranked[i]);
      ids[to + i] = centroids.isSimilarity() ? ~number : number;
    }
    return Float.isFinite(key(ranked[0])) && Float.isFinite(keys[to + k - 1]);
  }

  /// A number that is ordered as keys are; equal keys by the number of the centroid, of
  /// similarities the largest first.
  private long ranked(float key, int number) {
    // a sum with 0 is never -0; of floats below 0 the order of the bits is the other way round
    int bits = Float.floatToRawIntBits(key + 0f);
    int order = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    int second = centroids.isSimilarity() ? ~number : number;
    return (long) order << Integer.SIZE | Integer.toUnsignedLong(second);
  }

  private static float key(long ranked) {
    int order = (int) (ranked >> Integer.SIZE);
    return Float.intBitsToFloat(order ^ ((order >> 31) & Integer.MAX_VALUE));
  }

  /// Offers what is left in the order of the centroids.
  ///
  /// @param best takes it as that of query 0
  void offer(TopK best) {
    Arrays.sort(numbers, 0, count);
    for (int i = 0; i < count; i++) {
      at[i] = numbers[i] * d;
    }
    PairProducts.ofOne(tile.rows(), q * d, centroids.values(), at, count, d, products);
    for (int i = 0; i < count; i++) {
      float key = centroids.distance(products[i], tile.norm(q), numbers[i]);
      if (key <= best.limit(0)) {
        best.offer(0, key, numbers[i]);
      }
    }
  }
}
