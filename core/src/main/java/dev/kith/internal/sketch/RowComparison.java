// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.IdFilter;
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

  private final Metric metric;
  private final QueryBlock block;
  private final long[] numbers = new long[PANEL];
  private final float[] keys = new float[PANEL];
  private final float[] sums = new float[RowKeys.SUMS];

  // of the list that is being scanned
  private RowMemory memory = RowMemory.of(MemorySegment.NULL, 0);
  private RowIds ids = RowIds.SAME;
  private boolean inOrder;
  private CandidateSink sink = new TopK(0, 0, Metric.L2);

  RowComparison(Metric metric, QueryBlock block) {
    this.metric = metric;
    this.block = block;
  }

  /// Turns to a list.
  void on(RowList list, RowIds listIds, boolean rowsInOrder, CandidateSink candidates) {
    inOrder = rowsInOrder;
    memory = list.memory();
    ids = listIds;
    sink = candidates;
  }

  /// The largest key of interest to a query.
  float limit(int query) {
    return sink.limit(query);
  }

  /// The rows of a panel that a filter accepts.
  long accepted(IdFilter filter, long first, int width) {
    long mask = 0;
    for (int row = 0; row < width; row++) {
      if (filter.accepts(ids.id(first + row))) {
        mask |= 1L << row;
      }
    }
    return mask;
  }

  /// Compares rows, and offers them.
  ///
  /// @param rows a bit for each row of the panel that is to be compared
  void offer(int query, long panel, long rows) {
    if (rows == 0) {
      return;
    }
    int count = 0;
    for (long left = rows; left != 0; left &= left - 1) {
      numbers[count++] = panel * PANEL + Long.numberOfTrailingZeros(left);
    }
    int at = query * block.dimension();
    Kernels.best()
        .rowKeys(metric)
        .compute(memory, numbers, 0, count, block.values(), at, keys, sums);
    for (int i = 0; i < count; i++) {
      if (keys[i] <= sink.limit(query)) {
        sink.offer(query, keys[i], ids.id(numbers[i]));
      }
    }
  }

  /// As long as a query has no limit, offers rows of small bounds first, so that others need not be
  /// compared; unless order matters.
  ///
  /// @param rows a bit for each row of the panel that may be found
  /// @param bounds of all rows of the panel, from `at` on
  /// @return those of the rows that have not been offered
  long untilLimited(int query, long panel, long rows, float[] bounds, int at) {
    long left = rows;
    while (!inOrder && left != 0 && sink.limit(query) == Float.POSITIVE_INFINITY) {
      long small = left & small(left, bounds, at);
      offer(query, panel, small);
      left &= ~small;
    }
    return left;
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
