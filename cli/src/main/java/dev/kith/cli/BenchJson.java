// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// Measurements for programs, one object a line.
final class BenchJson implements BenchOutput {

  private final Console console;

  BenchJson(Console console) {
    this.console = console;
  }

  @Override
  public void header(Map<String, Object> facts) {
    console.json(facts);
  }

  @Override
  public void row(BenchResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("factory", result.factory());
    row.put("metric", result.metric());
    row.put("params", result.parameters().json());
    row.put("train_s", result.times().trainSeconds());
    row.put("add_s", result.times().addSeconds());
    row.put("batch_qps", result.batchRate());
    row.put("single_qps", result.singleRate());
    row.put("recall", result.recall());
    row.put("memory_bytes", result.memoryBytes());
    console.json(row);
  }
}
