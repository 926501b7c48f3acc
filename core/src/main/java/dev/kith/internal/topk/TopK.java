// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.topk;

import dev.kith.vector.Metric;
import java.util.Arrays;

/// The k best of each query of a block: one binary heap a query, its worst entry at the root, in
/// two flat arrays.
///
/// Keys: smaller is better (see [dev.kith.internal.kernel]). Ties follow Faiss (specification of
/// the factory, section 2.2): a candidate enters a full heap only if it is strictly better than the
/// worst; of equally bad entries the one with the largest id leaves first, for similarities the one
/// with the smallest.
///
/// Which of several entries that tie at the very end of the list survive depends on the order in
/// which candidates come. [#isAmbiguous] tells when that has happened, so that a caller that visits
/// candidates in an order of its own can repeat the query in the order that Faiss has.
public final class TopK implements CandidateSink {

  private static final long NONE = -1;

  private final boolean similarity;
  private int k;
  private float[] keys;
  private long[] ids;
  private float[] tied;

  /// Empty heaps.
  ///
  /// @param queries how many
  /// @param k entries a query
  /// @param metric fixes the rule for ties
  public TopK(int queries, int k, Metric metric) {
    this.k = k;
    this.similarity = metric.isSimilarity();
    this.keys = new float[Math.multiplyExact(queries, k)];
    this.ids = new long[queries * k];
    this.tied = new float[queries];
    empty(queries);
  }

  /// Empties the heaps for other queries; the memory is used again where it is large enough.
  ///
  /// @param queries how many
  /// @param wanted entries a query from now on
  public void reset(int queries, int wanted) {
    int entries = Math.multiplyExact(queries, wanted);
    if (entries > keys.length) {
      keys = new float[entries];
      ids = new long[entries];
    }
    if (queries > tied.length) {
      tied = new float[queries];
    }
    k = wanted;
    empty(queries);
  }

  private void empty(int queries) {
    Arrays.fill(keys, 0, queries * k, Float.POSITIVE_INFINITY);
    Arrays.fill(ids, 0, queries * k, NONE);
    Arrays.fill(tied, 0, queries, Float.NaN);
  }

  @Override
  public float limit(int query) {
    return keys[query * k];
  }

  @Override
  public int wanted() {
    return k;
  }

  @Override
  public void offer(int query, float key, long id) {
    int root = query * k;
    float worst = keys[root];
    if (key < worst) {
      sink(root, 0, k, key, id);
      if (keys[root] == worst) {
        tied[query] = worst;
      }
    } else if (key == worst) {
      tied[query] = worst;
    }
  }

  /// True if a candidate was refused or an entry dropped that ties with the worst one kept.
  @Override
  public boolean isAmbiguous(int query) {
    return tied[query] == limit(query) && limit(query) < Float.POSITIVE_INFINITY;
  }

  @Override
  public void clear(int query) {
    Arrays.fill(keys, query * k, (query + 1) * k, Float.POSITIVE_INFINITY);
    Arrays.fill(ids, query * k, (query + 1) * k, NONE);
    tied[query] = Float.NaN;
  }

  /// Sorts a query's entries, best first, and hands them out. The heap is no heap any more.
  ///
  /// @param query which
  /// @param sortedKeys receives k keys
  /// @param sortedIds receives k ids, -1 where there are fewer
  /// @param at where in both arrays
  public void drain(int query, float[] sortedKeys, long[] sortedIds, int at) {
    int root = query * k;
    for (int last = k - 1; last >= 0; last--) {
      sortedKeys[at + last] = keys[root];
      sortedIds[at + last] = ids[root];
      sink(root, 0, last, keys[root + last], ids[root + last]);
    }
  }

  /// Puts an entry into the heap of `size` entries at `root`, from position `i` down.
  private void sink(int root, int i, int size, float key, long id) {
    int hole = i;
    while (true) {
      int child = 2 * hole + 1;
      if (child >= size) {
        break;
      }
      int other = child + 1;
      if (other < size
          && isWorse(
              keys[root + other], ids[root + other], keys[root + child], ids[root + child])) {
        child = other;
      }
      if (!isWorse(keys[root + child], ids[root + child], key, id)) {
        break;
      }
      keys[root + hole] = keys[root + child];
      ids[root + hole] = ids[root + child];
      hole = child;
    }
    if (size > 0) {
      keys[root + hole] = key;
      ids[root + hole] = id;
    }
  }

  private boolean isWorse(float key, long id, float thanKey, long thanId) {
    if (key != thanKey) {
      return key > thanKey;
    }
    return similarity ? id < thanId : id > thanId;
  }
}
