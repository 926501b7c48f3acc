// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.IndexReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The components of an index, for people and for programs.
final class ReportTree {

  private ReportTree() {}

  /// The tree as lines: a component, its facts, and below it, indented, its parts.
  static List<String> lines(IndexReport report) {
    List<String> lines = new ArrayList<>();
    append(report, "", "", lines);
    return lines;
  }

  private static void append(IndexReport part, String first, String rest, List<String> lines) {
    lines.add(first + headline(part));
    boolean leaf = part.parts().isEmpty();
    int width = part.facts().keySet().stream().mapToInt(String::length).max().orElse(0);
    part.facts()
        .forEach((name, value) ->
            lines.add(rest + (leaf ? "  " : "│ ") + padded(name, width) + "  " + readable(value)));
    for (int i = 0; i < part.parts().size(); i++) {
      boolean last = i == part.parts().size() - 1;
      append(part.parts().get(i), rest + (last ? "└ " : "├ "), rest + (last ? "  " : "│ "), lines);
    }
  }

  private static String headline(IndexReport part) {
    String bytes = Text.bytes(part.bytes());
    String each =
        part.size() == 0 ? "" : ", " + Text.rate(bytesPerVector(part)) + " bytes a vector";
    return "%s: %s of %d components, %s, %s%s%s"
        .formatted(
            part.type(),
            Text.count(part.size(), "vector"),
            part.dimension(),
            part.metric(),
            bytes,
            each,
            part.trained() ? "" : ", not trained");
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(width - name.length());
  }

  private static String readable(Object value) {
    return switch (value) {
      case Long n -> Text.count(n);
      case Integer n -> Text.count(n);
      case Double x -> Text.number(Math.round(x * 1000) / 1000.0);
      case Float x -> Text.number(Math.round(x * 1000.0) / 1000.0);
      case Boolean b -> b ? "yes" : "no";
      default -> value.toString();
    };
  }

  private static double bytesPerVector(IndexReport part) {
    return (double) part.bytes() / part.size();
  }

  /// The tree as nested objects.
  static Map<String, Object> json(IndexReport report) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", report.type());
    object.put("n", report.size());
    object.put("d", report.dimension());
    object.put("metric", report.metric().toString());
    object.put("trained", report.trained());
    object.put("bytes", report.bytes());
    object.put("own_bytes", MemoryTable.ownBytes(report));
    if (report.size() > 0) {
      object.put("bytes_per_vector", bytesPerVector(report));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    report.facts().forEach((name, value) -> facts.put(name.replace(' ', '_'), value));
    object.put("facts", facts);
    object.put("parts", report.parts().stream().map(ReportTree::json).toList());
    return object;
  }
}
