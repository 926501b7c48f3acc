// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Puts numbers that belong to lists, rows or probes, into the order of the lists; those of one
/// list ascend. Keeps its memory for the next time.
final class ListOrder {

  /// So many lists are passed in microseconds.
  private static final int FEW_LISTS = 1 << 14;

  private final int lists;
  private int[] starts = new int[0];
  private int[] ordered = new int[0];
  private long[] keys = new long[0];

  /// @param lists number of lists
  ListOrder(int lists) {
    this.lists = lists;
  }

  /// Orders numbers, to be asked for by [#number].
  ///
  /// @param list of a number; those of [ListScan#NO_LIST] are left out
  /// @param count numbers are 0 to `count - 1`
  /// @return how many have a list
  int order(IntUnaryOperator list, int count) {
    if (ordered.length < count) {
      ordered = new int[count];
    }
    // counting costs a pass over all lists, sorting n log n and some garbage: take what is cheaper
    return lists <= Math.max(FEW_LISTS, 4L * count) ? count(list, count) : sort(list, count);
  }

  /// The number that comes at a place.
  int number(int place) {
    return ordered[place];
  }

  private int count(IntUnaryOperator list, int count) {
    if (starts.length == 0) {
      starts = new int[lists];
    }
    Arrays.fill(starts, 0);
    for (int i = 0; i < count; i++) {
      int of = list.applyAsInt(i);
      if (of != ListScan.NO_LIST) {
        starts[of]++;
      }
    }
    int sum = 0;
    for (int of = 0; of < lists; of++) {
      sum += starts[of];
      starts[of] = sum;
    }
    // from the back, each list from its end
    for (int i = count - 1; i >= 0; i--) {
      int of = list.applyAsInt(i);
      if (of != ListScan.NO_LIST) {
        ordered[--starts[of]] = i;
      }
    }
    return sum;
  }

  private int sort(IntUnaryOperator list, int count) {
    if (keys.length < count) {
      keys = new long[count];
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      int of = list.applyAsInt(i);
      if (of != ListScan.NO_LIST) {
        keys[found++] = (long) of << Integer.SIZE | i;
      }
    }
    Arrays.sort(keys, 0, found);
    for (int i = 0; i < found; i++) {
      ordered[i] = (int) keys[i];
    }
    return found;
  }
}
