// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.IdFilter;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.topk.CandidateSink;
import org.jspecify.annotations.Nullable;

/// Goes through the panels of a list, a tile of queries at a time, and offers what passes the limit
/// of a query. Holds the scratch of one thread.
public final class PanelScan {

  private final @Nullable IdFilter filter;
  private final float[] keys = new float[Kernels.TILE * Kernels.PANEL];

  /// The id of a stored row.
  @FunctionalInterface
  public interface RowIds {
    /// Rows that are their own ids.
    RowIds SAME = row -> row;

    /// The id of a row.
    ///
    /// @param row of the list that is scanned
    /// @return its id
    long id(long row);
  }

  /// Scratch for one thread and one call.
  ///
  /// @param filter which ids may be found; null for all
  public PanelScan(@Nullable IdFilter filter) {
    this.filter = filter;
  }

  /// Offers the rows of a list, under their numbers, to all queries of a block.
  ///
  /// @param rows in the list
  /// @param scorer computes the keys
  /// @param block the queries
  /// @param sink takes the candidates, in the order of the rows for each query
  public void scanAll(long rows, PanelScorer scorer, QueryBlock block, CandidateSink sink) {
    scan(rows, RowIds.SAME, scorer, Visits.ofAll(block.size()), 0, block.size(), sink);
  }

  /// Offers the rows of a list to some queries of a block.
  ///
  /// @param rows in the list
  /// @param ids of its rows
  /// @param scorer computes the keys
  /// @param visits the queries
  /// @param from the first visit
  /// @param to one past the last
  /// @param sink takes the candidates, in the order of the rows for each query
  public void scan(
      long rows,
      RowIds ids,
      PanelScorer scorer,
      Visits visits,
      int from,
      int to,
      CandidateSink sink) {
    for (long first = 0; first < rows; first += Kernels.PANEL) {
      int width = (int) Math.min(Kernels.PANEL, rows - first);
      long accepted = accepted(ids, first, width);
      if (accepted == 0) {
        continue;
      }
      long panel = first / Kernels.PANEL;
      scorer.open(panel);
      for (int tile = from; tile < to; tile += scorer.tile()) {
        int count = Math.min(scorer.tile(), to - tile);
        scorer.keys(panel, width, visits, tile, count, keys);
        for (int q = 0; q < count; q++) {
          int query = visits.query(tile + q);
          long hits = scorer.atMost(keys, q, width, sink.limit(query)) & accepted;
          offer(scorer, q, query, hits, first, ids, sink);
        }
      }
    }
  }

  /// Limits fall while candidates are offered, so each is compared once more.
  private void offer(
      PanelScorer scorer, int q, int query, long hits, long first, RowIds ids, CandidateSink sink) {
    for (long left = hits; left != 0; left &= left - 1) {
      int row = Long.numberOfTrailingZeros(left);
      float key = scorer.key(keys, q, row);
      if (key <= sink.limit(query)) {
        sink.offer(query, key, ids.id(first + row));
      }
    }
  }

  /// The rows of a panel that may be found.
  private long accepted(RowIds ids, long first, int width) {
    if (filter == null) {
      return Kernels.firstRows(width);
    }
    long mask = 0;
    for (int row = 0; row < width; row++) {
      if (filter.accepts(ids.id(first + row))) {
        mask |= 1L << row;
      }
    }
    return mask;
  }
}
