// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.IndexReport;
import java.util.ArrayList;
import java.util.List;

/// Where the memory of an index goes: what each component holds itself, and the sum.
final class MemoryTable {

  private static final String ROW = "%-36s %12s %14s";

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
    lines.add(row(indent + name, ownBytes(part)));
    part.parts().forEach(inner -> add(inner, indent + "  "));
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
