// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.internal.kernel.Kernels;
import dev.kith.vector.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is timed must be right: both arms give the same keys.
class PanelKernelBenchmarkTest {

  @ParameterizedTest
  @EnumSource(names = {"L2", "INNER_PRODUCT"})
  void bothArmsAgree(Metric.Kind metric) {
    for (int width : new int[] {39, 64}) {
      float[] scalar = keys("scalar", metric, width);
      float[] best = keys("best", metric, width);
      for (int q = 0; q < Kernels.TILE; q++) {
        for (int row = 0; row < width; row++) {
          int at = q * Kernels.PANEL + row;
          assertThat(best[at]).isEqualTo(scalar[at]).isNotZero();
        }
      }
    }
  }

  private static float[] keys(String kernel, Metric.Kind metric, int width) {
    var benchmark = new PanelKernelBenchmark();
    benchmark.kernel = kernel;
    benchmark.metric = metric;
    benchmark.width = width;
    benchmark.d = 100;
    benchmark.fill();
    return benchmark.keys().clone();
  }
}
