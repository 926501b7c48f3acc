// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.guard;

import dev.kith.vector.Vectors;

/// The measure of the guard: the nearest of all vectors, found one by one by a loop in plain Java.
/// It must stay as it is, as every limit is a multiple of its speed.
final class PlainSearch {

  private final float[] vectors;
  private final int d;

  /// @param vectors n x d
  PlainSearch(Vectors vectors) {
    d = vectors.dimension();
    this.vectors = new float[Math.toIntExact(vectors.size() * d)];
    vectors.copyRows(0, Math.toIntExact(vectors.size()), this.vectors, 0);
  }

  /// The row nearest to a query by squared distance; of equally near ones the first.
  int nearest(float[] query) {
    int best = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int row = 0, at = 0; at < vectors.length; row++, at += d) {
      float sum = 0;
      for (int i = 0; i < d; i++) {
        float difference = query[i] - vectors[at + i];
        sum += difference * difference;
      }
      if (sum < least) {
        least = sum;
        best = row;
      }
    }
    return best;
  }
}
