// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is timed must be right: both arms give the same sums.
class TableSumsBenchmarkTest {

  @Test
  void bothArmsAgree() {
    assertThat(scan("best")).isEqualTo(scan("scalar")).isNotZero();
  }

  private static float scan(String kernel) {
    var benchmark = new TableSumsBenchmark();
    benchmark.kernel = kernel;
    benchmark.width = 39;
    benchmark.queries = 3;
    benchmark.fill();
    return benchmark.scan();
  }
}
