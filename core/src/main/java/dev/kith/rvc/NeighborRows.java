// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.Neighbors;
import java.util.Arrays;

/// The neighbours of a few vectors, one list after another.
final class NeighborRows {

  private final long[] rows;
  private final int[] ends;

  private NeighborRows(long[] rows, int[] ends) {
    this.rows = rows;
    this.ends = ends;
  }

  /// Takes what was found.
  ///
  /// @param found of many queries
  /// @param from the first query
  /// @param to one past the last
  /// @param own the row of each query in the database, by its number; empty for other vectors
  static NeighborRows of(Neighbors found, int from, int to, long[] own) {
    long[] rows = new long[(to - from) * found.k()];
    int[] ends = new int[to - from + 1];
    for (int query = from; query < to; query++) {
      int start = ends[query - from];
      int end = start;
      for (int rank = 0; rank < found.found(query); rank++) {
        rows[end++] = found.id(query, rank);
      }
      if (own.length > 0) {
        end = include(own[query], rows, start, end, start + found.k());
      }
      ends[query - from + 1] = end;
    }
    return new NeighborRows(Arrays.copyOf(rows, ends[to - from]), ends);
  }

  /// Adds a vector to its own neighbours; where there is no room, in the place of the last.
  ///
  /// @return the new end
  private static int include(long own, long[] rows, int start, int end, int limit) {
    for (int i = start; i < end; i++) {
      if (rows[i] == own) {
        return end;
      }
    }
    int at = Math.min(end, limit - 1);
    rows[at] = own;
    return at + 1;
  }

  /// The rows of all neighbours. Not a copy.
  long[] rows() {
    return rows;
  }

  /// Where the list of a vector begins; that of the next is its end.
  int start(int vector) {
    return ends[vector];
  }
}
