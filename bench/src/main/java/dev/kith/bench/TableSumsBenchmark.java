// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.TableSums;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Sums from tables by codes of 8 bits. An operation is a panel for each of the queries: `width *
/// parts * queries` look-ups. The reference takes one row after another.
public class TableSumsBenchmark extends KernelBenchmark {

  static final int PANELS = 256;
  private static final int ENTRIES = 256;

  /// Parts of a vector: 8 KiB, 32 KiB and 128 KiB of tables.
  @Param({"8", "32", "128"})
  public int parts = 32;

  /// A full panel, and one whose last rows are no whole eight.
  @Param({"64", "39"})
  public int width = Kernels.PANEL;

  /// One table stays in the first-level cache, those of 24 queries in the second.
  @Param({"1", "24"})
  public int queries = 1;

  private final float[] sums = new float[Kernels.PANEL];
  private MemorySegment codes = MemorySegment.NULL;
  private float[] tables = new float[0];

  /// Random codes and tables, and a profile that has seen other shapes first.
  @Setup
  public void fill() {
    codes = nativeBytes(PANELS * panelBytes());
    tables = floats(queries * parts * ENTRIES);
    for (int round = 0; round < OTHER_SHAPES; round++) {
      int narrow = 1 + round % width;
      TableSums.ofBytes(codes, 0, narrow, 1 + round % parts, ENTRIES, tables, 0, sums, 0);
    }
  }

  private int panelBytes() {
    return width * parts;
  }

  /// Goes through the panels once, each with all queries.
  ///
  /// @return a sum of each panel added up
  @Benchmark
  @OperationsPerInvocation(PANELS)
  public float scan() {
    float total = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      long offset = (long) panel * panelBytes();
      for (int query = 0; query < queries; query++) {
        sum(offset, query * parts * ENTRIES);
        total += sums[panel % width];
      }
    }
    return total;
  }

  private void sum(long offset, int at) {
    if (kernel.equals("best")) {
      TableSums.ofBytes(codes, offset, width, parts, ENTRIES, tables, at, sums, 0);
      return;
    }
    for (int row = 0; row < width; row++) {
      float sum = 0;
      for (int part = 0; part < parts; part++) {
        byte code = codes.get(ValueLayout.JAVA_BYTE, offset + (long) part * width + row);
        sum += tables[at + part * ENTRIES + Byte.toUnsignedInt(code)];
      }
      sums[row] = sum;
    }
  }
}
