// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Sums of table entries that codes name: the distances of a query to the codes of a panel, by a
/// table of `parts x entries` floats. Every sum is in the order of the parts.
///
/// Eight rows are summed side by side, from eight codes that are read at once: their chains of
/// additions do not wait for each other. Gathering vectors gained only a tenth or two on Zen 5, and
/// not every processor has them, so this is plain Java for all.
public final class TableSums {

  private static final ValueLayout.OfLong EIGHT_CODES =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int STEP = Long.BYTES;
  private static final int BYTE = 0xff;

  private TableSums() {}

  /// Codes of one byte a part. For each row j: the sum over all parts m of `table[at + m * entries
  /// + code(m, j)]`.
  ///
  /// @param codes holds the panel, byte m of row j at `offset + m * width + j`, and [Long#BYTES]
  ///   readable bytes behind it; all of them below `entries`
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [Kernels#PANEL]
  /// @param parts tables, at least 1
  /// @param entries of a table, at most 256
  /// @param table of the query
  /// @param at where it begins
  /// @param sums receives `width` sums; what follows up to the next multiple of 8 is undefined
  /// @param to where the first sum goes
  public static void ofBytes(
      MemorySegment codes,
      long offset,
      int width,
      int parts,
      int entries,
      float[] table,
      int at,
      float[] sums,
      int to) {
    int end = at + parts * entries;
    for (int row = 0; row < width; row += STEP) {
      eight(codes, offset + row, width, entries, table, at, end, sums, to + row);
    }
  }

  private static void eight(
      MemorySegment codes,
      long from,
      int width,
      int entries,
      float[] table,
      int at,
      int end,
      float[] sums,
      int to) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    long next = from;
    int part = at;
    do {
      long code = codes.get(EIGHT_CODES, next);
      s0 += table[part + (int) (code & BYTE)];
      s1 += table[part + (int) (code >>> 8 & BYTE)];
      s2 += table[part + (int) (code >>> 16 & BYTE)];
      s3 += table[part + (int) (code >>> 24 & BYTE)];
      s4 += table[part + (int) (code >>> 32 & BYTE)];
      s5 += table[part + (int) (code >>> 40 & BYTE)];
      s6 += table[part + (int) (code >>> 48 & BYTE)];
      s7 += table[part + (int) (code >>> 56)];
      next += width;
      part += entries;
    } while (part < end);
    store(sums, to, s0, s1, s2, s3, s4, s5, s6, s7);
  }

  /// Codes of any width, as numbers. For each row j: the sum over all parts m of `table[at + m *
  /// entries + numbers[m * PANEL + j]]`.
  ///
  /// @param numbers parts x [Kernels#PANEL], all of them below `entries`
  /// @param width rows that count, 1 to [Kernels#PANEL]
  /// @param parts tables, at least 1
  /// @param entries of a table
  /// @param table of the query
  /// @param at where it begins
  /// @param sums receives `width` sums; what follows up to the next multiple of 8 is undefined
  /// @param to where the first sum goes
  public static void ofNumbers(
      int[] numbers,
      int width,
      int parts,
      int entries,
      float[] table,
      int at,
      float[] sums,
      int to) {
    int end = at + parts * entries;
    for (int row = 0; row < width; row += STEP) {
      eight(numbers, row, entries, table, at, end, sums, to + row);
    }
  }

  private static void eight(
      int[] numbers, int from, int entries, float[] table, int at, int end, float[] sums, int to) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    int next = from;
    int part = at;
    do {
      s0 += table[part + numbers[next]];
      s1 += table[part + numbers[next + 1]];
      s2 += table[part + numbers[next + 2]];
      s3 += table[part + numbers[next + 3]];
      s4 += table[part + numbers[next + 4]];
      s5 += table[part + numbers[next + 5]];
      s6 += table[part + numbers[next + 6]];
      s7 += table[part + numbers[next + 7]];
      next += Kernels.PANEL;
      part += entries;
    } while (part < end);
    store(sums, to, s0, s1, s2, s3, s4, s5, s6, s7);
  }

  private static void store(
      float[] sums,
      int to,
      float s0,
      float s1,
      float s2,
      float s3,
      float s4,
      float s5,
      float s6,
      float s7) {
    sums[to] = s0;
    sums[to + 1] = s1;
    sums[to + 2] = s2;
    sums[to + 3] = s3;
    sums[to + 4] = s4;
    sums[to + 5] = s5;
    sums[to + 6] = s6;
    sums[to + 7] = s7;
  }
}
