// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.tune.BuildEstimate;
import dev.kith.tune.MachineSpeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a command is going to need, said before it begins.
///
/// @param estimate memory and work
/// @param seconds roughly
/// @param memory bytes that may be used
/// @param trainRows vectors to train with at most, where memory is short
record Plan(BuildEstimate estimate, double seconds, long memory, long trainRows) {

  static Plan of(BuildEstimate estimate, int threads, long memory) {
    return of(estimate, threads, memory, Long.MAX_VALUE);
  }

  static Plan of(BuildEstimate estimate, int threads, long memory, long trainRows) {
    return new Plan(estimate, estimate.seconds(MachineSpeed.measure(), threads), memory, trainRows);
  }

  String line() {
    return "needs about %s of memory (may use %s) and about %s"
        .formatted(Text.bytes(estimate.peakBytes()), Text.bytes(memory), Text.roughly(seconds));
  }

  /// For commands that train any kind of index.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("This " + line() + ".");
    if (trainRows < Long.MAX_VALUE) {
      lines.add("It is trained with %s.".formatted(Text.count(trainRows, "vector")));
    }
    return lines;
  }

  void addTo(Map<String, Object> json) {
    json.put("planned_memory_bytes", estimate.peakBytes());
    json.put("planned_s", seconds);
    json.put("training_rows", estimate.trainingVectors());
  }
}
