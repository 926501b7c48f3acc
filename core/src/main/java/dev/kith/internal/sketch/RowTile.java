// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.kernel.SketchKernels;
import dev.kith.internal.panel.PanelScan.RowIds;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.topk.CandidateSink;

/// Compares all rows of a list with the queries that visit it, three queries at a time. The keys
/// are those of the rows themselves. The room of one thread.
final class RowTile {

  private final boolean products;
  private final QueryBlock block;
  private final float[] keys = new float[SketchKernels.ROW_TILE * PANEL];
  private final float[] sums = new float[SketchKernels.ROW_TILE_SUMS];
  private final int[] at = new int[SketchKernels.ROW_TILE];

  RowTile(boolean products, QueryBlock block) {
    this.products = products;
    this.block = block;
  }

  /// Offers the rows of a panel to all visits.
  ///
  /// @param memory has the rows of the panel in one chunk
  /// @param accepted a bit for each row that may be found
  void scan(
      RowMemory memory,
      RowIds ids,
      long panel,
      int width,
      long accepted,
      Visits visits,
      int from,
      int to,
      CandidateSink sink) {
    long first = panel * PANEL;
    for (int tile = from; tile < to; tile += SketchKernels.ROW_TILE) {
      int count = Math.min(SketchKernels.ROW_TILE, to - tile);
      for (int q = 0; q < at.length; q++) {
        at[q] = visits.query(tile + (q < count ? q : 0)) * block.dimension();
      }
      Kernels.best()
          .rowTile(
              products,
              memory.chunk(first),
              memory.offset(first),
              width,
              block.dimension(),
              block.values(),
              at,
              count,
              keys,
              sums);
      for (int q = 0; q < count; q++) {
        offer(visits.query(tile + q), q, first, accepted, ids, sink);
      }
    }
  }

  /// Limits fall while candidates are offered, so each is compared once more.
  private void offer(int query, int q, long first, long accepted, RowIds ids, CandidateSink sink) {
    int from = q * PANEL;
    long left = accepted & Kernels.best().atMost(keys, from, PANEL, sink.limit(query));
    for (; left != 0; left &= left - 1) {
      int row = Long.numberOfTrailingZeros(left);
      if (keys[from + row] <= sink.limit(query)) {
        sink.offer(query, keys[from + row], ids.id(first + row));
      }
    }
  }
}
