// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import java.util.Arrays;

/// Rows grouped by the lists they go to, such as the rows of a batch that is added. Groups ascend
/// by list, and rows ascend within a group; lists that no row goes to have none, so that few rows
/// cost little however many lists there are.
final class RowsByList {

  private final int[] rows;
  private final int[] lists;
  private final int[] starts;

  /// Groups rows.
  ///
  /// @param assigned for each row its list; rows of [ListScan#NO_LIST] are left out
  /// @param listCount number of lists
  RowsByList(int[] assigned, int listCount) {
    ListOrder order = new ListOrder(listCount);
    this.rows = new int[order.order(row -> assigned[row], assigned.length)];
    Arrays.setAll(rows, order::number);
    int[] found = new int[rows.length];
    int[] begins = new int[rows.length + 1];
    int groups = 0;
    for (int i = 0; i < rows.length; i++) {
      if (groups == 0 || assigned[rows[i]] != found[groups - 1]) {
        found[groups] = assigned[rows[i]];
        begins[groups] = i;
        groups++;
      }
    }
    begins[groups] = rows.length;
    this.lists = Arrays.copyOf(found, groups);
    this.starts = Arrays.copyOf(begins, groups + 1);
  }

  /// All rows that go to a list, ordered by list.
  int[] rows() {
    return rows;
  }

  /// Number of lists that rows go to.
  int groups() {
    return lists.length;
  }

  /// The list of a group.
  int list(int group) {
    return lists[group];
  }

  /// Rows of a group.
  int count(int group) {
    return starts[group + 1] - starts[group];
  }

  /// The i-th row of a group.
  int row(int group, int i) {
    return rows[starts[group] + i];
  }
}
