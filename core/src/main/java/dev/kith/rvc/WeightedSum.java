// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.vector.Vectors;
import java.util.Arrays;

/// The sum of a vector's neighbours, each weighed by its similarity to the power of alpha; the room
/// of one thread. Sums are in double and in the order of the neighbours.
final class WeightedSum {

  private final double alpha;
  private final float[] query;
  private final float[] neighbor;
  private final double[] sum;
  private long opposed;

  /// @param d components of a vector
  WeightedSum(double alpha, int d) {
    this.alpha = alpha;
    this.query = new float[d];
    this.neighbor = new float[d];
    this.sum = new double[d];
  }

  /// Begins with a vector that has not been added itself yet.
  ///
  /// @param vectors holds it
  /// @param row where; of length 1
  void begin(Vectors vectors, long row) {
    vectors.copyRow(row, query, 0);
    Arrays.fill(sum, 0);
  }

  /// Adds the vector itself, with the weight 1.
  void addItself() {
    add(query, 1);
  }

  /// Adds a neighbour.
  ///
  /// @param vectors holds it
  /// @param row where; of length 1
  void add(Vectors vectors, long row) {
    vectors.copyRow(row, neighbor, 0);
    double similarity = 0;
    for (int i = 0; i < neighbor.length; i++) {
      similarity += (double) query[i] * neighbor[i];
    }
    if (similarity > 0) {
      add(neighbor, Math.pow(similarity, alpha));
    } else {
      opposed++;
    }
  }

  private void add(float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  /// Neighbours so far that weighed nothing.
  long opposed() {
    return opposed;
  }

  /// Writes the sum, of the length wanted.
  ///
  /// @param length 1, or that of the vector before
  void store(double length, Vectors to, long row) {
    double squares = 0;
    for (double x : sum) {
      squares += x * x;
    }
    double scale = length / Math.max(Math.sqrt(squares), UnitVectors.LEAST_LENGTH);
    for (int i = 0; i < sum.length; i++) {
      neighbor[i] = (float) (sum[i] * scale);
    }
    to.set(row, neighbor);
  }
}
