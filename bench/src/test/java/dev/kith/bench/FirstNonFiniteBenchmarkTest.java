// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is timed must be right.
class FirstNonFiniteBenchmarkTest {

  @Test
  void readsRowsThatAreFinite() {
    var benchmark = new FirstNonFiniteBenchmark();
    benchmark.fill();
    assertThat(benchmark.scan()).isEmpty();
  }
}
