// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.internal.random.FaissRandom;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The points of a training, n x d with n within an int, each with the weight that it has in the
/// mean of its cluster.
final class TrainingSet {

  private final Vectors points;
  private final float @Nullable [] weights;

  private TrainingSet(Vectors points, float @Nullable [] weights) {
    this.points = points;
    this.weights = weights;
  }

  static TrainingSet of(Vectors points, float @Nullable [] weights) {
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
    return ofSomeWeight(points, weights);
  }

  /// Means of nothing but zero weights do not exist.
  private static TrainingSet ofSomeWeight(Vectors points, float @Nullable [] weights) {
    if (weights != null && !isAnyPositive(weights)) {
      throw new IllegalArgumentException(
          "the weights of all "
              + weights.length
              + " points of the training are 0; give more points a weight above 0");
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

  /// At most so many points, chosen by a permutation and in its order.
  TrainingSet sample(long most, long seed) {
    if (size() <= most) {
      return this;
    }
    int[] rows = Arrays.copyOf(FaissRandom.permutation(size(), seed), (int) most);
    return ofSomeWeight(points.select(rows), weights == null ? null : select(weights, rows));
  }

  private static float[] select(float[] weights, int[] rows) {
    float[] selected = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = weights[rows[i]];
    }
    return selected;
  }
}
