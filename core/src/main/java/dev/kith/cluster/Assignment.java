// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.vector.Vectors;

/// Where each point belongs: the outcome of the first half of an iteration.
final class Assignment {

  private final int[] labels;
  private final float[] distances;

  /// Asks the assigner.
  ///
  /// @param centroids k x d
  /// @param n number of points
  Assignment(PointAssigner assigner, Vectors centroids, int n) {
    labels = new int[n];
    distances = new float[n];
    assigner.assign(centroids, labels, distances);
  }

  /// One centroid number a point.
  int[] labels() {
    return labels;
  }

  /// The sum of the distances, in float and in row order, as Faiss sums them.
  float objective() {
    float sum = 0;
    for (float distance : distances) {
      sum += distance;
    }
    return sum;
  }

  /// How unequal the clusters are: k times the sum of the squared shares of the points. It is 1 if
  /// all clusters are of one size, and k if one holds everything.
  double imbalance(int k) {
    long[] counts = new long[k];
    for (int label : labels) {
      counts[label]++;
    }
    double squares = 0;
    for (long count : counts) {
      squares += (double) count * count;
    }
    return squares * k / ((double) labels.length * labels.length);
  }
}
