// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.IndexReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the memory of an index goes: what each component holds itself, of what that consists, and
/// the sum of all.
final class MemoryTable {

  private static final String ROW = "%-40s %14s %10s";
  private static final String STEP = "  ";

  private final long vectors;
  private final List<String> lines = new ArrayList<>();

  private MemoryTable(long vectors) {
    this.vectors = vectors;
  }

  static List<String> lines(IndexReport report) {
    var table = new MemoryTable(report.size());
    table.lines.add(ROW.formatted("memory", "bytes", "a vector"));
    table.add(report, "");
    table.lines.add(table.row("sum", report.bytes()));
    return table.lines;
  }

  private void add(IndexReport part, String indent) {
    String name = part.type() + " (" + Text.count(part.size()) + ")";
    Map<String, Long> items = items(part);
    if (items.isEmpty()) {
      lines.add(row(indent + name, 0));
    } else if (items.size() == 1) {
      lines.add(row(indent + name + ": " + items.keySet().iterator().next(), ownBytes(part)));
    } else {
      lines.add(indent + name);
      items.forEach((item, bytes) -> lines.add(row(indent + STEP + item, bytes)));
    }
    part.parts().forEach(inner -> add(inner, indent + STEP));
  }

  /// What the memory of a component consists of, without its parts. The rest is what has been taken
  /// from the system and is not filled yet, and small tables.
  static Map<String, Long> items(IndexReport part) {
    Map<String, Long> items = new LinkedHashMap<>();
    part.facts()
        .forEach((name, value) -> {
          if (value instanceof Number number && name.startsWith("bytes ")) {
            boolean each = name.startsWith("bytes per ");
            items.put(
                each
                    ? name.substring("bytes per ".length()) + "s"
                    : name.substring("bytes of ".length()),
                number.longValue() * (each ? part.size() : 1));
          }
        });
    long rest = ownBytes(part) - items.values().stream().mapToLong(Long::longValue).sum();
    items.values().removeIf(bytes -> bytes == 0);
    if (rest != 0) {
      items.put("tables and spare room", rest);
    }
    return items;
  }

  private String row(String name, long bytes) {
    String each = vectors == 0 ? "-" : Text.rate((double) bytes / vectors);
    return ROW.formatted(name, Text.count(bytes), each);
  }

  /// What a component holds beside its parts.
  static long ownBytes(IndexReport part) {
    return part.bytes() - part.parts().stream().mapToLong(IndexReport::bytes).sum();
  }
}
