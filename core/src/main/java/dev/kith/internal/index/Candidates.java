// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Neighbors;
import dev.kith.RangeNeighbors;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowKeys;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// Stored vectors that are to be compared with the queries of a block once more: what one index has
/// found, and another ranks. The ids of a query ascend, so that neither memory nor ties see the
/// order in which they were found.
final class Candidates {

  /// Decoded floats that are held at a time.
  private static final int DECODED = 1 << 20;

  private final QueryBlock block;
  private final int[] limits;
  private final long[] ids;
  private final float[] keys;

  private Candidates(QueryBlock block, int[] limits, long[] ids, float[] keys) {
    this.block = block;
    this.limits = limits;
    this.ids = ids;
    this.keys = keys;
  }

  /// What a search has found.
  ///
  /// @param block its queries
  /// @param found for each of them ids, and -1 where there was nothing
  static Candidates of(QueryBlock block, Neighbors found) {
    int[] limits = new int[block.size() + 1];
    long[] ids = new long[found.ids().length];
    for (int query = 0; query < block.size(); query++) {
      int to = limits[query];
      for (int rank = 0; rank < found.k(); rank++) {
        long id = found.id(query, rank);
        if (id >= 0) {
          ids[to++] = id;
        }
      }
      limits[query + 1] = to;
    }
    return sorted(block, limits, ids);
  }

  /// What a range search has found.
  ///
  /// @param block its queries
  /// @param found for each of them any number of ids
  static Candidates of(QueryBlock block, RangeNeighbors found) {
    int[] limits = new int[block.size() + 1];
    for (int query = 0; query < block.size(); query++) {
      limits[query + 1] = limits[query] + found.found(query);
    }
    long[] ids = new long[limits[block.size()]];
    for (int query = 0; query < block.size(); query++) {
      for (int i = 0; i < found.found(query); i++) {
        ids[limits[query] + i] = found.id(query, i);
      }
    }
    return sorted(block, limits, ids);
  }

  private static Candidates sorted(QueryBlock block, int[] limits, long[] ids) {
    for (int query = 0; query < block.size(); query++) {
      Arrays.sort(ids, limits[query], limits[query + 1]);
    }
    return new Candidates(block, limits, ids, new float[limits[block.size()]]);
  }

  /// The queries.
  Vectors queries() {
    return block.vectors();
  }

  /// The same candidates for an index behind a transform. Keys that are computed there are known
  /// here.
  ///
  /// @param transformed the queries
  Candidates behind(Vectors transformed) {
    return new Candidates(QueryBlock.of(transformed), limits, ids, keys);
  }

  /// Computes the keys from rows that are there.
  ///
  /// @param memory holds the vectors; ids are row numbers
  /// @param metric how to compare
  void compare(RowMemory memory, Metric metric) {
    compare(memory, ids, metric, 0, block.size());
  }

  /// Computes the keys from vectors that are decoded first, those of some queries at a time.
  ///
  /// @param index knows the vectors by their ids
  void compareDecoded(BaseIndex index) {
    int most = DECODED / index.dimension();
    long[] rows = new long[keys.length];
    for (int from = 0; from < block.size(); ) {
      int to = from + 1;
      while (to < block.size() && limits[to + 1] - limits[from] <= most) {
        to++;
      }
      int first = limits[from];
      Vectors decoded = index.doReconstruct(Arrays.copyOfRange(ids, first, limits[to]));
      for (int i = first; i < limits[to]; i++) {
        rows[i] = (long) i - first;
      }
      RowMemory memory = RowMemory.of(decoded.segment(), decoded.dimension());
      compare(memory, rows, index.metric(), from, to);
      from = to;
    }
  }

  private void compare(RowMemory memory, long[] rows, Metric metric, int from, int to) {
    RowKeys operation = Kernels.best().rowKeys(metric);
    float[] sums = new float[RowKeys.SCRATCH];
    int d = block.vectors().dimension();
    for (int query = from; query < to; query++) {
      operation.compute(
          memory, rows, limits[query], limits[query + 1], block.values(), query * d, keys, sums);
    }
  }

  /// Offers the candidates with their keys.
  ///
  /// @param sink knows queries by their number in the block
  void offerTo(CandidateSink sink) {
    for (int query = 0; query < block.size(); query++) {
      for (int i = limits[query]; i < limits[query + 1]; i++) {
        if (keys[i] <= sink.limit(query)) {
          sink.offer(query, keys[i], ids[i]);
        }
      }
    }
  }
}
