// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.vector.Metric;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is timed must be right: both arms give the same keys.
class RowKernelBenchmarkTest {

  @ParameterizedTest
  @EnumSource(names = {"L2", "INNER_PRODUCT"})
  void bothArmsAgree(Metric.Kind metric) {
    assertThat(keys("best", metric)).isEqualTo(keys("scalar", metric)).doesNotContain(0f);
  }

  private static float[] keys(String kernel, Metric.Kind metric) {
    var benchmark = new RowKernelBenchmark();
    benchmark.kernel = kernel;
    benchmark.metric = metric;
    benchmark.d = 100;
    benchmark.fill();
    return Arrays.copyOfRange(benchmark.keys(), benchmark.candidates, 2 * benchmark.candidates);
  }
}
