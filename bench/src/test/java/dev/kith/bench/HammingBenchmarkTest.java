// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.internal.kernel.Kernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is timed must be right: both arms give the same keys.
class HammingBenchmarkTest {

  @ParameterizedTest
  @ValueSource(ints = {39, 64})
  void bothArmsAgree(int width) {
    float[] scalar = keys("scalar", width);
    float[] best = keys("best", width);
    for (int q = 0; q < Kernels.TILE; q++) {
      for (int row = 0; row < width; row++) {
        int at = q * Kernels.PANEL + row;
        assertThat(best[at]).isEqualTo(scalar[at]).isNotZero();
      }
    }
  }

  private static float[] keys(String kernel, int width) {
    var benchmark = new HammingBenchmark();
    benchmark.kernel = kernel;
    benchmark.width = width;
    benchmark.codeSize = 100;
    benchmark.fill();
    return benchmark.keys().clone();
  }
}
