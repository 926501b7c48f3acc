// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is timed must be right: both arms give the same sums.
class TableSumsBenchmarkTest {

  @Test
  void bothArmsAgree() {
    assertThat(scan("eight")).isEqualTo(scan("one")).isGreaterThan(0);
  }

  private static float scan(String rows) {
    var benchmark = new TableSumsBenchmark();
    benchmark.rows = rows;
    benchmark.queries = 3;
    benchmark.fill();
    return benchmark.scan();
  }
}
