// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is timed must be right: both arms find the same.
class PackedLookupsBenchmarkTest {

  @ParameterizedTest
  @ValueSource(ints = {32, 46, 128})
  void bothArmsAgree(int columns) {
    for (int queries : new int[] {1, 4}) {
      assertThat(scan("best", columns, queries)).isEqualTo(scan("scalar", columns, queries));
    }
  }

  private static int scan(String kernel, int columns, int queries) {
    var benchmark = new PackedLookupsBenchmark();
    benchmark.kernel = kernel;
    benchmark.columns = columns;
    benchmark.queries = queries;
    benchmark.fill();
    int small = benchmark.scan();
    assertThat(small).isPositive();
    return small;
  }
}
