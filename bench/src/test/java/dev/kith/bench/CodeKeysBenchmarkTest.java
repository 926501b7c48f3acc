// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.internal.kernel.ComponentCode;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is timed must be right: both arms and both ways give the same keys.
class CodeKeysBenchmarkTest {

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOTHING", "HALF"})
  void allArmsAgree(ComponentCode code) {
    for (String metric : new String[] {"L2", "INNER_PRODUCT"}) {
      for (int width : new int[] {39, 64}) {
        var scalar = benchmark("scalar", code, metric, width);
        var best = benchmark("best", code, metric, width);
        float[] expected = Arrays.copyOf(scalar.throughMemory(), width);

        assertThat(expected).doesNotContain(0f);
        assertThat(Arrays.copyOf(scalar.inRegisters(), width)).isEqualTo(expected);
        assertThat(Arrays.copyOf(best.throughMemory(), width)).isEqualTo(expected);
        assertThat(Arrays.copyOf(best.inRegisters(), width)).isEqualTo(expected);
      }
    }
  }

  private static CodeKeysBenchmark benchmark(
      String kernel, ComponentCode code, String metric, int width) {
    var benchmark = new CodeKeysBenchmark();
    benchmark.kernel = kernel;
    benchmark.code = code;
    benchmark.metric = metric;
    benchmark.width = width;
    benchmark.d = 101;
    benchmark.fill();
    return benchmark;
  }
}
