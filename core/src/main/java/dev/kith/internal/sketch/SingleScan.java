// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.internal.topk.TopK;
import dev.kith.vector.Metric;
import java.util.Arrays;

/// The scan of all lists of one query: what it waits for is memory, so sketches are read first, all
/// of them. The rows that they say are nearest give a limit that is hardly worse than the final
/// one, and only rows within that limit are read at all.
///
/// The room of one thread.
final class SingleScan {

  /// Panels whose keys are kept: their floats stay in the second-level cache.
  private static final int MOST_PANELS = 2048;

  private final RowComparison comparison;
  private final TopK nearest = new TopK(1, 1, Metric.L2);
  private float[] nearestKeys = new float[0];
  private long[] nearestPlaces = new long[0];

  // of each panel that has been looked at
  private float[] keys = new float[0];
  private int[] lists = new int[0];
  private long[] panels = new long[0];
  private long[] left = new long[0];
  private int count;
  private int query;
  private CandidateSink sink = nearest;

  SingleScan(RowComparison comparison) {
    this.comparison = comparison;
  }

  /// Begins with a query.
  ///
  /// @param number of the query in the block
  /// @param candidates takes what is found
  void begin(int number, CandidateSink candidates) {
    sink = candidates;
    query = number;
    nearest.reset(1, seeds());
    count = 0;
  }

  /// Somewhat more than what makes a limit: the nearest by sketches are not quite the nearest.
  private int seeds() {
    return Math.addExact(sink.wanted(), sink.wanted() / 2 + 8);
  }

  /// Looks at the sketches of a panel.
  ///
  /// @param list number of the list
  /// @param sketches of the list
  /// @param panel number
  /// @param width rows of the panel
  /// @param accepted the rows that may be found
  void look(int list, SketchKeys sketches, long panel, int width, long accepted) {
    if (count == lists.length) {
      grow();
    }
    sketches.open(panel, width, 1);
    sketches.compute(query);
    int at = count * PANEL;
    System.arraycopy(sketches.keys(), 0, keys, at, PANEL);
    lists[count] = list;
    panels[count] = panel;
    left[count] = accepted;
    count++;
    if (sink.limit(query) == Float.POSITIVE_INFINITY) {
      long near = accepted & Kernels.best().atMost(keys, at, PANEL, nearest.limit(0));
      for (; near != 0; near &= near - 1) {
        int place = at + Long.numberOfTrailingZeros(near);
        if (keys[place] <= nearest.limit(0)) {
          nearest.offer(0, keys[place], place);
        }
      }
    }
  }

  /// Whether no more panels can be kept, and it is time to [#compare].
  boolean isFull() {
    return count == MOST_PANELS;
  }

  private void grow() {
    int size = Math.clamp(2L * count, 16, MOST_PANELS);
    keys = Arrays.copyOf(keys, size * PANEL);
    lists = Arrays.copyOf(lists, size);
    panels = Arrays.copyOf(panels, size);
    left = Arrays.copyOf(left, size);
  }

  /// Compares the rows of the panels that were looked at, and forgets them.
  void compare(RowSource source, SketchedQueries queries) {
    compareNearest(source);
    int list = -1;
    for (int i = 0; i < count; i++) {
      float limit = queries.largestKey(query, sink.limit(query));
      long within = left[i] & Kernels.best().atMost(keys, i * PANEL, PANEL, limit);
      if (within != 0) {
        if (lists[i] != list) {
          comparison.flush(query);
          list = lists[i];
          comparison.on(source.turnTo(list).rows(), source, true, sink);
        }
        if (comparison.collect(panels[i], within)) {
          comparison.flush(query);
        }
      }
    }
    comparison.flush(query);
    count = 0;
  }

  private void compareNearest(RowSource source) {
    int wanted = seeds();
    if (nearestKeys.length < wanted) {
      nearestKeys = new float[wanted];
      nearestPlaces = new long[wanted];
    }
    nearest.drain(0, nearestKeys, nearestPlaces, 0);
    for (int rank = 0; rank < wanted && nearestPlaces[rank] >= 0; rank++) {
      int i = (int) nearestPlaces[rank] / PANEL;
      long row = 1L << nearestPlaces[rank] % PANEL;
      comparison.on(source.turnTo(lists[i]).rows(), source, true, sink);
      comparison.offer(query, panels[i], row);
      left[i] &= ~row;
    }
    nearest.reset(1, seeds());
  }
}
