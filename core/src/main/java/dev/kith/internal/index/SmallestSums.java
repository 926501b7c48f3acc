// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Neighbors;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.internal.topk.TopK;
import dev.kith.vector.Metric;

/// Combines the nearest centroids of parts to the nearest combinations: the k smallest sums of one
/// distance a part (the multi-sequence algorithm of A. Babenko and V. Lempitsky, "The inverted
/// multi-index", CVPR 2012).
///
/// Of two ascending sequences, entries i and j (from 0) can belong to the k smallest sums only if
/// `(i + 1) (j + 1) <= k`: so many sums are no larger. That leaves about k log k sums, of which a
/// heap keeps the best. Further parts are combined with what is left, one after another.
final class SmallestSums {

  private final int queries;
  private int k;
  private float[] sums = {0};
  private long[] labels = {0};
  private int found;

  /// Nothing combined yet.
  ///
  /// @param queries how many
  SmallestSums(int queries) {
    this.queries = queries;
  }

  /// Combines the next part with those before.
  ///
  /// @param nearest numbers and distances of the part, nearest first
  /// @param shift where the bits of this part's numbers begin in a label
  /// @param most combinations that are kept of each query
  void add(Neighbors nearest, int shift, int most) {
    if (shift == 0) {
      sums = nearest.distances();
      labels = nearest.ids();
      found = nearest.k();
      k = most;
      return;
    }
    int kept = (int) Math.min(most, (long) found * nearest.k());
    TopK best = new TopK(queries, kept, Metric.L2);
    for (int query = 0; query < queries; query++) {
      offer(query, nearest, shift, best);
    }
    float[] combined = new float[queries * kept];
    long[] combinedLabels = new long[combined.length];
    for (int query = 0; query < queries; query++) {
      best.drain(query, combined, combinedLabels, query * kept);
    }
    sums = combined;
    labels = combinedLabels;
    found = kept;
  }

  private void offer(int query, Neighbors nearest, int shift, TopK best) {
    for (int i = 0; i < found; i++) {
      float sum = sums[query * found + i];
      long label = labels[query * found + i];
      int end = Math.min(nearest.k(), k / (i + 1));
      for (int j = 0; j < end; j++) {
        float key = sum + nearest.distance(query, j);
        if (key <= best.limit(query)) {
          best.offer(query, key, label | nearest.id(query, j) << shift);
        }
      }
    }
  }

  /// Offers the combinations, nearest first.
  void offerTo(CandidateSink sink) {
    for (int query = 0; query < queries; query++) {
      for (int i = query * found; i < (query + 1) * found; i++) {
        if (sums[i] <= sink.limit(query) && labels[i] >= 0) {
          sink.offer(query, sums[i], labels[i]);
        }
      }
    }
  }
}
