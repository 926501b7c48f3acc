// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.internal.random.Samples;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/// The points of a training, n x d with n within an int, each with the weight that it has in the
/// mean of its cluster.
final class TrainingSet {

  private static final long ALIGNMENT = 64;

  private final Vectors points;
  private final float @Nullable [] weights;

  private TrainingSet(Vectors points, float @Nullable [] weights) {
    this.points = points;
    this.weights = weights;
  }

  /// At most so many points, chosen by a permutation and in its order.
  ///
  /// @param points n x d
  /// @param weights one a point; null where all weigh the same
  /// @param most how many points are enough
  /// @param seed of the permutation
  /// @param arena where points are copied to that are not in memory, or only some of them
  static TrainingSet sample(
      VectorSource points, float @Nullable [] weights, long most, long seed, Arena arena) {
    int n = (int) points.size();
    if (n <= most) {
      return of(all(points, arena), weights);
    }
    long[] rows = Samples.rows(n, (int) most, seed);
    var some = allocate(most, points.dimension(), arena);
    points.gather(rows, some);
    return of(some, weights == null ? null : select(weights, rows));
  }

  private static Vectors all(VectorSource points, Arena arena) {
    if (points instanceof Vectors inMemory) {
      return inMemory;
    }
    var copy = allocate(points.size(), points.dimension(), arena);
    points.read(0, copy);
    return copy;
  }

  private static Vectors allocate(long size, int dimension, Arena arena) {
    long bytes = Math.multiplyExact(size, (long) dimension * Float.BYTES);
    return Vectors.wrap(arena.allocate(bytes, ALIGNMENT), size, dimension);
  }

  /// Refuses what cannot be a training set.
  static void check(VectorSource points, float @Nullable [] weights) {
    if (points.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          points.size()
              + " points are more than k-means takes at once, which is "
              + Integer.MAX_VALUE
              + "; pass a sample");
    }
    if (weights != null && weights.length != points.size()) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + points.size() + " points; pass one weight a point");
    }
    if (weights != null) {
      requireSomeWeight(weights);
    }
  }

  /// Means of nothing but zero weights do not exist.
  private static void requireSomeWeight(float[] weights) {
    if (!isAnyPositive(weights)) {
      throw new IllegalArgumentException(
          "the weights of all "
              + weights.length
              + " points of the training are 0; give more points a weight above 0");
    }
  }

  static TrainingSet of(Vectors points, float @Nullable [] weights) {
    if (weights != null) {
      requireSomeWeight(weights);
    }
    return new TrainingSet(points, weights);
  }

  private static boolean isAnyPositive(float[] weights) {
    for (float weight : weights) {
      if (weight > 0) {
        return true;
      }
    }
    return false;
  }

  Vectors points() {
    return points;
  }

  int size() {
    return (int) points.size();
  }

  float weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  private static float[] select(float[] weights, long[] rows) {
    float[] selected = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = weights[(int) rows[i]];
    }
    return selected;
  }
}
