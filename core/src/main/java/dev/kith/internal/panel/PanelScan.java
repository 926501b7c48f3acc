// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.IdFilter;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PanelKeys;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Metric;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Compares panels with queries, six at a time, and offers what passes the limit of a query. Holds
/// the scratch of one thread.
public final class PanelScan {

  private final Kernels kernels = Kernels.best();
  private final PanelKeys panelKeys;
  private final @Nullable Finish finish;
  private final @Nullable IdFilter filter;
  private final float[] keys = new float[Kernels.TILE * Kernels.PANEL];
  private final int[] at = new int[Kernels.TILE];

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

  /// What is still to be done to the keys that a kernel has computed.
  @FunctionalInterface
  interface Finish {
    /// Completes the keys of one query.
    ///
    /// @param keys holds `width` keys from `offset`
    /// @param offset of the first
    /// @param width rows of the panel
    /// @param query number in the block
    /// @param first number of the panel's first row
    void run(float[] keys, int offset, int width, int query, long first);
  }

  /// Scratch for one thread and one call.
  ///
  /// @param metric how to compare
  /// @param filter which ids may be found; null for all
  public PanelScan(Metric metric, @Nullable IdFilter filter) {
    this(Kernels.best().keys(metric), null, filter);
  }

  PanelScan(PanelKeys panelKeys, @Nullable Finish finish, @Nullable IdFilter filter) {
    this.panelKeys = panelKeys;
    this.finish = finish;
    this.filter = filter;
  }

  /// Offers the rows of a list, under their numbers, to all queries of a block.
  ///
  /// @param list what is stored
  /// @param block the queries
  /// @param sink takes the candidates, in the order of the rows for each query
  public void scanAll(PanelList list, QueryBlock block, CandidateSink sink) {
    int[] all = new int[block.size()];
    Arrays.setAll(all, i -> i);
    scan(list, RowIds.SAME, block, all, 0, all.length, sink);
  }

  /// Offers the rows of a list to some queries of a block.
  ///
  /// @param list what is stored
  /// @param ids of its rows
  /// @param block the queries
  /// @param which numbers of queries in the block
  /// @param from first entry of `which`
  /// @param to one past the last
  /// @param sink takes the candidates, in the order of the rows for each query
  public void scan(
      PanelList list,
      RowIds ids,
      QueryBlock block,
      int[] which,
      int from,
      int to,
      CandidateSink sink) {
    long panels = list.panels();
    for (long panel = 0; panel < panels; panel++) {
      int width = list.width(panel);
      long first = panel * Kernels.PANEL;
      long accepted = accepted(ids, first, width);
      if (accepted == 0) {
        continue;
      }
      for (int tile = from; tile < to; tile += Kernels.TILE) {
        int count = Math.min(Kernels.TILE, to - tile);
        aim(which, tile, count, list.dimension());
        panelKeys.compute(
            list.segment(panel),
            list.offset(panel),
            width,
            list.dimension(),
            block.values(),
            at,
            count,
            keys);
        for (int q = 0; q < count; q++) {
          if (finish != null) {
            finish.run(keys, q * Kernels.PANEL, width, which[tile + q], first);
          }
          offer(which[tile + q], q * Kernels.PANEL, width, accepted, first, ids, sink);
        }
      }
    }
  }

  /// Points the tile at its queries; a tile that is not full repeats its first.
  private void aim(int[] which, int tile, int count, int d) {
    for (int q = 0; q < Kernels.TILE; q++) {
      at[q] = which[tile + (q < count ? q : 0)] * d;
    }
  }

  private void offer(
      int query, int offset, int width, long accepted, long first, RowIds ids, CandidateSink sink) {
    long hits = kernels.atMost(keys, offset, width, sink.limit(query)) & accepted;
    while (hits != 0) {
      int row = Long.numberOfTrailingZeros(hits);
      hits &= hits - 1;
      float key = keys[offset + row];
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
