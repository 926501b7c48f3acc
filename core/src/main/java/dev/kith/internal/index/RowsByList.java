// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import java.util.Arrays;

/// Rows grouped by the lists they go to, such as the rows of a batch that is added, or the probes
/// of a block of queries; within a list they ascend.
final class RowsByList {

  private final int[] rows;
  private final int[] starts;

  /// Groups rows.
  ///
  /// @param assigned for each row its list; rows of [ListScan#NO_LIST] are left out
  /// @param lists number of lists
  RowsByList(int[] assigned, int lists) {
    this.starts = starts(assigned, lists);
    this.rows = new int[starts[lists]];
    int[] next = Arrays.copyOf(starts, lists);
    for (int row = 0; row < assigned.length; row++) {
      if (assigned[row] != ListScan.NO_LIST) {
        rows[next[assigned[row]]++] = row;
      }
    }
  }

  private static int[] starts(int[] assigned, int lists) {
    int[] starts = new int[lists + 1];
    for (int list : assigned) {
      if (list != ListScan.NO_LIST) {
        starts[list + 1]++;
      }
    }
    for (int list = 0; list < lists; list++) {
      starts[list + 1] += starts[list];
    }
    return starts;
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
