// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowKeys;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.panel.PanelScan.RowIds;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.RowList;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.internal.topk.TopK;
import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;

/// Compares rows of a list with queries of a block, by [RowKeys], and offers what is within the
/// limit. The room of one thread.
final class RowComparison {

  private int count;
  private long compared;
  private final RowKeys rowKeys;
  private final QueryBlock block;
  private final long[] numbers = new long[2 * PANEL];
  private final float[] keys = new float[2 * PANEL];
  private final float[] sums = new float[RowKeys.SCRATCH];

  // of the list that is being scanned
  private RowMemory memory = RowMemory.of(MemorySegment.NULL, 0);
  private RowIds ids = RowIds.SAME;
  private boolean inOrder;
  private CandidateSink sink = new TopK(0, 0, Metric.L2);

  RowComparison(Metric metric, QueryBlock block) {
    this.rowKeys = Kernels.best().rowKeys(metric);
    this.block = block;
  }

  /// Turns to a list.
  void on(RowList list, RowIds listIds, boolean rowsInOrder, CandidateSink candidates) {
    inOrder = rowsInOrder;
    memory = list.memory();
    ids = listIds;
    sink = candidates;
  }

  /// Rows that were compared so far.
  long compared() {
    return compared;
  }

  /// Compares rows, and offers them.
  ///
  /// @param rows a bit for each row of the panel that is to be compared
  void offer(int query, long panel, long rows) {
    collect(panel, rows);
    flush(query);
  }

  /// Collects rows of one query, to be compared together: so the processor can load several at a
  /// time.
  ///
  /// @return whether it is time to [#flush]
  boolean collect(long panel, long rows) {
    for (long left = rows; left != 0; left &= left - 1) {
      numbers[count++] = panel * PANEL + Long.numberOfTrailingZeros(left);
    }
    return count > PANEL;
  }

  /// Compares what was collected, and offers it.
  void flush(int query) {
    if (count == 0) {
      return;
    }
    int at = query * block.dimension();
    rowKeys.compute(memory, numbers, 0, count, block.values(), at, keys, sums);
    for (int i = 0; i < count; i++) {
      if (keys[i] <= sink.limit(query)) {
        sink.offer(query, keys[i], ids.id(numbers[i]));
      }
    }
    compared += count;
    count = 0;
  }

  /// Compares the rows of a panel that may be within the limit, and offers them.
  ///
  /// As long as a query has no limit, it is offered rows of small bounds first, so that others need
  /// not be compared; unless order matters.
  ///
  /// @param rows a bit for each row of the panel that may be found
  /// @param bounds have the keys of the panel
  /// @param at where those of the query begin
  void compare(int query, long panel, long rows, Bounds bounds, int at) {
    long left = rows;
    while (!inOrder && left != 0 && sink.limit(query) == Float.POSITIVE_INFINITY) {
      long small = left & small(left, bounds.keys(), at);
      offer(query, panel, small);
      left &= ~small;
    }
    float limit = bounds.largestKey(query, sink.limit(query));
    offer(query, panel, left & Kernels.best().atMost(bounds.keys(), at, PANEL, limit));
  }

  /// Rows whose bounds are in the lower half between the least and the mean.
  private static long small(long rows, float[] bounds, int at) {
    float least = Float.POSITIVE_INFINITY;
    float sum = 0;
    for (long left = rows; left != 0; left &= left - 1) {
      float bound = bounds[at + Long.numberOfTrailingZeros(left)];
      least = Math.min(least, bound);
      sum += bound;
    }
    float most = least + (sum / Long.bitCount(rows) - least) / 2;
    long small = Kernels.best().atMost(bounds, at, PANEL, most) & rows;
    return small == 0 ? rows : small;
  }
}
