// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PackedLookups;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// A pass over 4-bit codes, sums and the choice of the small ones. An operation is a panel: `64 *
/// queries * columns` look-ups.
public class PackedLookupsBenchmark extends KernelBenchmark {

  /// Few enough to stay in the cache with many columns.
  private static final int PANELS = 256;

  /// Sub-quantizers: of a short code, of one that fills no whole vector, of a long one.
  @Param({"32", "46", "128"})
  public int columns = 128;

  /// One query, as in a search for one; a full tile, as in a batch.
  @Param({"1", "4"})
  public int queries = PackedLookups.TILE;

  private final short[] sums = new short[PackedLookups.SUMS];
  private MemorySegment codes = MemorySegment.NULL;
  private int[] at = new int[0];
  private byte[] tables = new byte[0];
  private Kernels kernels = Kernels.scalar();

  /// Random codes and tables, and a profile that has seen other shapes first.
  @Setup
  public void fill() {
    codes = nativeBytes(PANELS * panelBytes());
    int length =
        Math.ceilDiv(columns, PackedLookups.GROUP) * PackedLookups.GROUP * PackedLookups.ENTRIES;
    at = starts(PackedLookups.TILE, length);
    tables = new byte[PackedLookups.TILE * length];
    for (int start : at) {
      for (int i = 0; i < columns * PackedLookups.ENTRIES; i++) {
        tables[start + i] = (byte) random.nextInt(256);
      }
    }
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
      int few = 1 + round % PackedLookups.TILE;
      int pairs = 1 + round % (columns / 2);
      kernels.packedLookups().sums(codes, 0, 1 + round % 2, pairs, tables, at, few, sums);
    }
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
    int limit = columns * 110; // a few in a thousand
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
