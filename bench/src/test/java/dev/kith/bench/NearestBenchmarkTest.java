// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.internal.kernel.NearestBy;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is timed must be right: both arms find the same centroids.
class NearestBenchmarkTest {

  @ParameterizedTest
  @EnumSource
  void bothArmsAgree(NearestBy by) {
    assertThat(nearest("best", by)).isEqualTo(nearest("scalar", by));
    assertThat(Arrays.stream(nearest("best", by)).distinct().count()).isGreaterThan(20);
  }

  private static int[] nearest(String kernel, NearestBy by) {
    var benchmark = new NearestBenchmark();
    benchmark.kernel = kernel;
    benchmark.by = by;
    benchmark.centroids = 500;
    benchmark.fill();
    return benchmark.nearest().clone();
  }
}
