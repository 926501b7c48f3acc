// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.internal.kernel.ComponentCode;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is timed must be right: both arms give the same vectors.
class DecodeBenchmarkTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
  void bothArmsAgree(ComponentCode code) {
    for (int width : new int[] {39, 64}) {
      float[] scalar = floats("scalar", code, width);
      float[] best = floats("best", code, width);
      for (int i = 0; i < width * 101; i++) {
        assertThat(best[i]).isEqualTo(scalar[i]).isNotZero();
      }
    }
  }

  private static float[] floats(String kernel, ComponentCode code, int width) {
    var benchmark = new DecodeBenchmark();
    benchmark.kernel = kernel;
    benchmark.code = code;
    benchmark.width = width;
    benchmark.d = 101;
    benchmark.fill();
    return benchmark.floats().toArray(ValueLayout.JAVA_FLOAT);
  }
}
