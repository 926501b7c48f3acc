// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsByListTest {

  /// Counted, or sorted, where there are many more lists than rows.
  @ParameterizedTest
  @ValueSource(ints = {9, 1 << 20})
  void rowsAscendInGroupsThatAscend(int lists) {
    var rows = new RowsByList(new int[] {8, 3, ListScan.NO_LIST, 8, 0, 3, 8}, lists);

    assertThat(rows.rows()).containsExactly(4, 1, 5, 0, 3, 6);
    assertThat(rows.groups()).isEqualTo(3);
    assertThat(new int[] {rows.list(0), rows.list(1), rows.list(2)}).containsExactly(0, 3, 8);
    assertThat(new int[] {rows.count(0), rows.count(1), rows.count(2)}).containsExactly(1, 2, 3);
    assertThat(rows.row(1, 1)).isEqualTo(5);
    assertThat(rows.row(2, 0)).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 20})
  void rowsWithoutListsHaveNoGroup(int lists) {
    assertThat(new RowsByList(new int[0], lists).groups()).isZero();
    assertThat(new RowsByList(new int[] {ListScan.NO_LIST}, lists).groups()).isZero();
  }
}
