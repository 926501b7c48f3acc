// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.vector.Metric;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is timed must be right: both arms make the same bytes, of which some are the largest.
class PackedTablesBenchmarkTest {

  @ParameterizedTest
  @CsvSource({"32, 2", "32, 8", "51, 2", "128, 2", "128, 8"})
  void bothArmsAgree(int columns, int dsub) {
    for (var metric : List.of(Metric.Kind.L2, Metric.Kind.INNER_PRODUCT)) {
      assertThat(bytes("best", metric, columns, dsub))
          .isEqualTo(bytes("scalar", metric, columns, dsub))
          .contains((byte) 255, (byte) 0);
    }
  }

  private static byte[] bytes(String kernel, Metric.Kind metric, int columns, int dsub) {
    var benchmark = new PackedTablesBenchmark();
    benchmark.kernel = kernel;
    benchmark.metric = metric;
    benchmark.columns = columns;
    benchmark.dsub = dsub;
    benchmark.fill();
    return benchmark.bytes();
  }
}
