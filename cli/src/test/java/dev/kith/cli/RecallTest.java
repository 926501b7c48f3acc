// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Neighbors;
import org.junit.jupiter.api.Test;

class RecallTest {

  private static Neighbors neighbors(int k, long... ids) {
    return new Neighbors(ids.length / k, k, new float[ids.length], ids);
  }

  @Test
  void countsTrueIdsInAnyOrder() {
    assertThat(Recall.of(neighbors(2, 1, 2, 3, 4), neighbors(2, 2, 1, 3, 9))).isEqualTo(0.75);
  }

  @Test
  void leavesOutWhatIsNotThere() {
    assertThat(Recall.of(neighbors(3, 1, 2, -1), neighbors(3, 1, -1, -1))).isEqualTo(0.5);
  }

  @Test
  void isOneWhereNothingCanBeFound() {
    assertThat(Recall.of(neighbors(2, -1, -1), neighbors(2, -1, -1))).isEqualTo(1);
  }
}
