// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.Kith;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures every row and holds it against its limit.
public final class Guard {

  private static final int VECTORS = 24_000;
  private static final int QUERIES = 600;
  private static final int DIMENSION = 128;
  private static final int ROUNDS = 11;

  /// A new limit is so much of the ratio measured: what a busy machine takes away, and no more.
  private static final double SHARE = 0.7;

  private final GuardLimits limits;
  private final String kernel;
  private final int rounds;
  private final PrintWriter out;
  private final Map<String, Double> recorded = new LinkedHashMap<>();
  private int fallen;

  /// @param limits to hold rows against
  /// @param kernel whose limits count
  /// @param rounds a row
  /// @param out receives the table
  Guard(GuardLimits limits, String kernel, int rounds, PrintWriter out) {
    this.limits = limits;
    this.kernel = kernel;
    this.rounds = rounds;
    this.out = out;
  }

  /// Exits with 1 if a row has fallen below its limit.
  ///
  /// @param args the file of limits, and `record` to write new ones for the kernels of this machine
  /// @throws IOException if the file cannot be read or written
  public static void main(String[] args) throws IOException {
    var file = Path.of(args[0]);
    var limits = GuardLimits.read(file);
    try (var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8)) {
      var guard = new Guard(limits, Kith.kernel(), ROUNDS, out);
      int fallen = guard.watch(GuardRows.of(GuardData.of(VECTORS, QUERIES, DIMENSION)));
      if (args.length > 1 && args[1].equals("record")) {
        limits.replace(Kith.kernel(), guard.recorded);
        limits.write(file);
        out.println("recorded in " + file);
      } else if (fallen > 0) {
        System.exit(1);
      }
    }
  }

  /// Measures rows and prints a line for each.
  ///
  /// @param rows to watch
  /// @return rows that have fallen below their limit
  int watch(List<GuardRow> rows) {
    out.printf(
        "kernels %s; how many times as fast as a plain loop, middle of %d rounds%n",
        kernel, rounds);
    out.printf("%-28s %10s %22s %10s%n", "row", "ratio", "lowest to highest", "limit");
    rows.forEach(this::watch);
    out.println(fallen == 0 ? "all above their limits" : fallen + " below the limit");
    return fallen;
  }

  private void watch(GuardRow row) {
    double[] ratios = row.ratios(rounds);
    double middle = ratios[ratios.length / 2];
    recorded.put(row.name(), Math.rint(middle * SHARE * 10) / 10);
    var limit = limits.of(kernel, row.name());
    boolean isLow = limit.isPresent() && middle < limit.getAsDouble();
    fallen += isLow ? 1 : 0;
    var range = "%.1f to %.1f".formatted(ratios[0], ratios[ratios.length - 1]);
    var bound = limit.isEmpty() ? "none" : "%.1f".formatted(limit.getAsDouble());
    out.printf(
        Locale.ROOT,
        "%-28s %10.1f %22s %10s%s%n",
        row.name(),
        middle,
        range,
        bound,
        isLow ? "  BELOW" : "");
  }
}
