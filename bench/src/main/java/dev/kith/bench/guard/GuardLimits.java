// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The lowest ratios that are let pass, from a file of lines `kernel,row,limit`, as a processor
/// with wider vectors is farther ahead of the plain loop. A row's name may have commas.
final class GuardLimits {

  private static final String HEADER = "kernel,row,limit";

  /// kernel -> row -> limit
  private final Map<String, Map<String, Double>> limits;

  private GuardLimits(Map<String, Map<String, Double>> limits) {
    this.limits = limits;
  }

  static GuardLimits read(Path file) throws IOException {
    Map<String, Map<String, Double>> limits = new TreeMap<>();
    var lines = Files.readAllLines(file);
    for (int number = 2; number <= lines.size(); number++) {
      var line = lines.get(number - 1);
      int first = line.indexOf(',');
      int last = line.lastIndexOf(',');
      if (first == last) {
        throw new IllegalArgumentException(
            "%s, line %d: \"%s\"; expected %s".formatted(file, number, line, HEADER));
      }
      limits
          .computeIfAbsent(line.substring(0, first), _ -> new LinkedHashMap<>())
          .put(line.substring(first + 1, last), Double.parseDouble(line.substring(last + 1)));
    }
    return new GuardLimits(limits);
  }

  /// Empty where a row has no limit with these kernels.
  OptionalDouble of(String kernel, String row) {
    var limit = limits.getOrDefault(kernel, Map.of()).get(row);
    return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
  }

  /// Takes other limits for some kernels.
  void replace(String kernel, Map<String, Double> rows) {
    limits.put(kernel, new LinkedHashMap<>(rows));
  }

  void write(Path file) throws IOException {
    var text = new StringBuilder(HEADER).append('\n');
    limits.forEach((kernel, rows) ->
        rows.forEach((row, limit) ->
            text.append(kernel).append(',').append(row).append(',').append(limit).append('\n')));
    Files.writeString(file, text);
  }
}
