// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.util.Map;
import java.util.stream.Collectors;

/// Measurements for people.
final class BenchTable implements BenchOutput {

  private static final String ROW = "%-24s %8s %14s %14s";

  private final Console console;
  private boolean begun;

  BenchTable(Console console) {
    this.console = console;
  }

  @Override
  public void header(Map<String, Object> facts) {
    console.result(
        facts.entrySet().stream()
            .map(fact -> fact.getKey() + " " + fact.getValue())
            .collect(Collectors.joining(", ")));
  }

  @Override
  public void row(BenchResult result) {
    if (!begun) {
      begun = true;
      console.result(
          "%s, %s: trained in %s, added in %s; %s of memory"
              .formatted(
                  result.factory(),
                  result.metric(),
                  Text.seconds(result.times().trainSeconds()),
                  Text.seconds(result.times().addSeconds()),
                  Text.bytes(result.memoryBytes())));
      console.result(ROW.formatted("parameters", "recall", "batch qps", "single qps"));
    }
    String parameters = result.parameters().toString();
    console.result(
        ROW.formatted(
            parameters.isEmpty() ? "(none)" : parameters,
            Text.share(result.recall()),
            Text.rate(result.batchRate()),
            Text.rate(result.singleRate())));
  }
}
