// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.IndexReport;
import dev.kith.vector.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTreeTest {

  private static IndexReport tree() {
    var coarse = new IndexReport("Flat", 8, 16, Metric.L2, true, 512, Map.of(), List.of());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("nlist", 16);
    facts.put("imbalance", 1.23456);
    facts.put("direct map", false);
    return new IndexReport("IVF,Flat", 8, 1000, Metric.L2, true, 40_000, facts, List.of(coarse));
  }

  @Test
  void showsPartsBelowTheWhole() {
    assertThat(ReportTree.lines(tree()))
        .containsExactly(
            "IVF,Flat: 1,000 vectors of 8 components, l2, 39.1 KB, 40.0 bytes a vector",
            "│ nlist       16",
            "│ imbalance   1.235",
            "│ direct map  no",
            "└ Flat: 16 vectors of 8 components, l2, 512 bytes, 32.0 bytes a vector");
  }

  @Test
  void nestsForPrograms() {
    var json = ReportTree.json(tree());
    assertThat(json)
        .containsEntry("n", 1000L)
        .containsEntry("d", 8)
        .containsEntry("metric", "l2")
        .containsEntry("bytes_per_vector", 40.0)
        .containsEntry("facts", Map.of("nlist", 16, "imbalance", 1.23456, "direct_map", false))
        .containsEntry("parts", List.of(ReportTree.json(tree().parts().getFirst())));
  }

  @Test
  void anEmptyIndexHasNoBytesPerVector() {
    var empty = new IndexReport("Flat", 8, 0, Metric.L2, false, 0, Map.of(), List.of());
    assertThat(ReportTree.json(empty)).doesNotContainKey("bytes_per_vector");
    assertThat(ReportTree.lines(empty)).singleElement().asString().endsWith("not trained");
  }
}
