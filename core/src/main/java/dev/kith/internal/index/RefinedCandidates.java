// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.RangeNeighbors;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowKeys;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.internal.topk.TopK;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// What the first codes of an [IvfPqRefinedIndex] have found for a block of queries, by places in
/// its lists, to be ranked by both codes.
final class RefinedCandidates {

  private final IvfPqRefinedIndex index;
  private final QueryBlock block;

  RefinedCandidates(IvfPqRefinedIndex index, QueryBlock block) {
    this.index = index;
    this.block = block;
  }

  /// Ranks what a search has found.
  ///
  /// @param found places; drained
  /// @param count of each query
  /// @param sink takes ids with the distances to what both codes stand for
  void rank(TopK found, int count, CandidateSink sink) {
    int[] limits = new int[block.size() + 1];
    long[] places = new long[block.size() * count];
    float[] keys = new float[places.length];
    for (int query = 0; query < block.size(); query++) {
      int first = limits[query];
      found.drain(query, keys, places, first);
      int more = 0;
      while (more < count && places[first + more] >= 0) {
        more++;
      }
      limits[query + 1] = first + more;
    }
    rank(limits, Arrays.copyOf(places, limits[block.size()]), sink);
  }

  /// Ranks what a range search has found.
  void rank(RangeNeighbors found, CandidateSink sink) {
    int[] limits = new int[block.size() + 1];
    for (int query = 0; query < block.size(); query++) {
      limits[query + 1] = limits[query] + found.found(query);
    }
    long[] places = new long[limits[block.size()]];
    for (int query = 0; query < block.size(); query++) {
      for (int i = 0; i < found.found(query); i++) {
        places[limits[query] + i] = found.id(query, i);
      }
    }
    rank(limits, places, sink);
  }

  /// @param limits where the places of each query begin, and the end
  private void rank(int[] limits, long[] places, CandidateSink sink) {
    Codes codes = Codes.allocate(places.length, index.product().codeSize());
    int[] lists = new int[places.length];
    long[] ids = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      lists[i] = DirectMap.list(places[i]);
      ids[i] = index.id(places[i]);
      long offset = DirectMap.offset(places[i]);
      index.lists().codes(lists[i]).copyCode(offset, codes.segment(), codes.offset(i));
    }
    Vectors decoded = index.refined(index.coder().decode(codes, lists), ids);
    float[] keys = compared(limits, decoded);
    for (int query = 0; query < block.size(); query++) {
      for (int i = limits[query]; i < limits[query + 1]; i++) {
        if (keys[i] <= sink.limit(query)) {
          sink.offer(query, keys[i], ids[i]);
        }
      }
    }
  }

  private float[] compared(int[] limits, Vectors decoded) {
    int d = decoded.dimension();
    RowMemory memory = RowMemory.of(decoded.segment(), d);
    RowKeys operation = Kernels.best().rowKeys(index.metric());
    float[] keys = new float[(int) decoded.size()];
    long[] rows = new long[keys.length];
    Arrays.setAll(rows, i -> i);
    float[] sums = new float[RowKeys.SCRATCH];
    for (int query = 0; query < block.size(); query++) {
      operation.compute(
          memory, rows, limits[query], limits[query + 1], block.values(), query * d, keys, sums);
    }
    return keys;
  }
}
