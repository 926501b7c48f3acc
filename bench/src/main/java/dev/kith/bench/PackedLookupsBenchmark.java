// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PackedLookups;
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

/// A pass over 4-bit codes, sums and the choice of the small ones. An operation is a panel: `64 *
/// queries * columns` look-ups.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PackedLookupsBenchmark {

  /// Few enough to stay in the cache with many columns.
  private static final int PANELS = 256;

  /// The arms: the reference, and what this process would choose.
  @Param({"scalar", "best"})
  public String kernel = "best";

  /// Sub-quantizers: of a short code, of one that fills no whole vector, of a long one.
  @Param({"32", "46", "128"})
  public int columns = 128;

  /// One query, as in a search for one; a full tile, as in a batch.
  @Param({"1", "4"})
  public int queries = PackedLookups.TILE;

  private final short[] sums = new short[PackedLookups.SUMS];
  private final int[] at = new int[PackedLookups.TILE];
  private MemorySegment codes = MemorySegment.NULL;
  private byte[] tables = new byte[0];
  private Kernels kernels = Kernels.scalar();

  /// Random codes and tables.
  @Setup
  public void fill() {
    var random = new Random(1);
    byte[] bytes = new byte[PANELS * panelBytes() + PackedLookups.SLACK];
    random.nextBytes(bytes);
    codes = Arena.ofAuto().allocate(bytes.length, 64);
    MemorySegment.copy(bytes, 0, codes, ValueLayout.JAVA_BYTE, 0, bytes.length);
    int length =
        Math.ceilDiv(columns, PackedLookups.GROUP) * PackedLookups.GROUP * PackedLookups.ENTRIES;
    tables = new byte[PackedLookups.TILE * length];
    for (int q = 0; q < PackedLookups.TILE; q++) {
      at[q] = q * length;
      for (int i = 0; i < columns * PackedLookups.ENTRIES; i++) {
        tables[at[q] + i] = (byte) random.nextInt(256);
      }
    }
    kernels = kernel.equals("scalar") ? Kernels.scalar() : Kernels.best();
  }

  private int panelBytes() {
    return Kernels.PANEL * columns / 2;
  }

  /// Goes through the panels once.
  ///
  /// @return rows with small sums
  @Benchmark
  @OperationsPerInvocation(PANELS)
  public int scan() {
    int limit = columns * 100;
    int small = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      var lookups = kernels.packedLookups();
      lookups.sums(codes, (long) panel * panelBytes(), 2, columns / 2, tables, at, queries, sums);
      for (int q = 0; q < queries; q++) {
        small += Long.bitCount(lookups.atMost(sums, q, limit));
      }
    }
    return small;
  }
}
