// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.TableSums;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Sums from tables by codes of 8 bits. An operation is a panel for each of the queries: `64 *
/// parts
/// * queries` look-ups.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TableSumsBenchmark {

  static final int PANELS = 256;
  private static final int ENTRIES = 256;

  /// The arms: eight rows at a time, or one.
  @Param({"eight", "one"})
  public String rows = "eight";

  /// Parts of a vector: 8 KiB, 32 KiB and 128 KiB of tables.
  @Param({"8", "32", "128"})
  public int parts = 32;

  /// One table stays in the first-level cache, those of 24 queries in the second.
  @Param({"1", "24"})
  public int queries = 1;

  private final float[] sums = new float[Kernels.PANEL];
  private MemorySegment codes = MemorySegment.NULL;
  private float[] tables = new float[0];

  /// Random codes and tables.
  @Setup
  public void fill() {
    var random = new Random(1);
    byte[] bytes = new byte[PANELS * panelBytes() + Long.BYTES];
    random.nextBytes(bytes);
    codes = Arena.ofAuto().allocate(bytes.length, 64);
    MemorySegment.copy(bytes, 0, codes, ValueLayout.JAVA_BYTE, 0, bytes.length);
    tables = new float[queries * parts * ENTRIES];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = random.nextFloat();
    }
  }

  private int panelBytes() {
    return Kernels.PANEL * parts;
  }

  /// Goes through the panels once, each with all queries.
  ///
  /// @return all sums added up
  @Benchmark
  @OperationsPerInvocation(PANELS)
  public float scan() {
    float total = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      long offset = (long) panel * panelBytes();
      for (int query = 0; query < queries; query++) {
        sum(offset, query * parts * ENTRIES);
        total += sums[panel % Kernels.PANEL];
      }
    }
    return total;
  }

  private void sum(long offset, int at) {
    if (rows.equals("eight")) {
      TableSums.ofBytes(codes, offset, Kernels.PANEL, parts, ENTRIES, tables, at, sums, 0);
      return;
    }
    for (int row = 0; row < Kernels.PANEL; row++) {
      float sum = 0;
      for (int part = 0; part < parts; part++) {
        byte code = codes.get(ValueLayout.JAVA_BYTE, offset + (long) part * Kernels.PANEL + row);
        sum += tables[at + part * ENTRIES + Byte.toUnsignedInt(code)];
      }
      sums[row] = sum;
    }
  }
}
