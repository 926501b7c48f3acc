// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Rows grouped by the lists they go to, such as the rows of a batch that is added; within a list
/// they ascend.
final class RowsByList {

  private final int[] rows;
  private final int[] starts;

  /// Groups rows.
  ///
  /// @param assigned for each row its list; rows of [ListScan#NO_LIST] are left out
  /// @param lists number of lists
  RowsByList(int[] assigned, int lists) {
    int[] ends = new int[lists + 1];
    int[] grouped = new int[assigned.length];
    int count = group(row -> assigned[row], assigned.length, ends, grouped);
    this.rows = Arrays.copyOf(grouped, count);
    this.starts = ends;
  }

  /// Groups numbers by their lists: one counting sort.
  ///
  /// @param list of a number, which may be [ListScan#NO_LIST]
  /// @param count numbers are 0 to `count - 1`
  /// @param starts receives where each list begins, and the end: `lists + 1` entries
  /// @param grouped receives the numbers that have a list
  /// @return how many those are
  static int group(IntUnaryOperator list, int count, int[] starts, int[] grouped) {
    Arrays.fill(starts, 0);
    for (int i = 0; i < count; i++) {
      int of = list.applyAsInt(i);
      if (of != ListScan.NO_LIST) {
        starts[of]++;
      }
    }
    int sum = 0;
    for (int of = 0; of < starts.length; of++) {
      sum += starts[of];
      starts[of] = sum;
    }
    // from the back, each list from its end
    for (int i = count - 1; i >= 0; i--) {
      int of = list.applyAsInt(i);
      if (of != ListScan.NO_LIST) {
        grouped[--starts[of]] = i;
      }
    }
    return sum;
  }

  /// All rows that go to a list, ordered by list.
  int[] rows() {
    return rows;
  }

  /// Rows that go to a list.
  int count(int list) {
    return starts[list + 1] - starts[list];
  }

  /// The i-th row that goes to a list.
  int row(int list, int i) {
    return rows[starts[list] + i];
  }
}
