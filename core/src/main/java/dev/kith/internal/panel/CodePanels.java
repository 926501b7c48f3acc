// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.memory.NativeHeap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A growing list of codes in panels: byte i of the codes of all rows of a panel, then byte i + 1.
/// So a kernel that decodes component after component loads neighbouring bytes.
public final class CodePanels extends Panels {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfLong EIGHT =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Rows and columns that are turned at once.
  private static final int SQUARE = Long.BYTES;

  // the lower halves of words, of their halves, and of their quarters
  private static final long HALF = 0xffffffffL;
  private static final long QUARTERS = 0x0000ffff0000ffffL;
  private static final long BYTES = 0x00ff00ff00ff00ffL;

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  /// @param codeSize bytes of a code
  public CodePanels(NativeHeap heap, int codeSize) {
    super(heap, codeSize, Byte.BYTES);
  }

  /// An empty list for kernels that read less far.
  ///
  /// @param heap where its memory comes from
  /// @param codeSize bytes of a code
  /// @param slack bytes that are readable behind the last panel of a segment
  public CodePanels(NativeHeap heap, int codeSize, int slack) {
    super(heap, codeSize, Byte.BYTES, slack);
  }

  @Override
  void gather(MemorySegment panel, long at, long step, MemorySegment to, long first) {
    long from = at;
    for (int i = 0; i < columns(); i++, from += step) {
      to.set(BYTE, first + i, panel.get(BYTE, from));
    }
  }

  @Override
  void scatter(MemorySegment from, long first, MemorySegment panel, long at, long step) {
    long to = at;
    for (int i = 0; i < columns(); i++, to += step) {
      panel.set(BYTE, to, from.get(BYTE, first + i));
    }
  }

  /// Eight rows at a time, and eight bytes of each.
  @Override
  void scatterRows(MemorySegment rows, int count, MemorySegment panel, long at, long step) {
    int whole = count & -SQUARE;
    int squares = columns() & -SQUARE;
    for (int row = 0; row < whole; row += SQUARE) {
      for (int i = 0; i < squares; i += SQUARE) {
        turn(rows, (long) row * columns() + i, panel, at + row + i * step, step);
      }
    }
    for (int row = 0; row < count; row++) {
      long from = (long) row * columns();
      for (int i = row < whole ? squares : 0; i < columns(); i++) {
        panel.set(BYTE, at + row + i * step, rows.get(BYTE, from + i));
      }
    }
  }

  /// Transposes a square of bytes: halves are exchanged, then quarters, then bytes. Byte c of word
  /// r is in row r and column c before, and the other way round afterwards.
  private void turn(MemorySegment rows, long from, MemorySegment panel, long to, long step) {
    long next = columns();
    long a = rows.get(EIGHT, from);
    long b = rows.get(EIGHT, from + next);
    long c = rows.get(EIGHT, from + 2 * next);
    long d = rows.get(EIGHT, from + 3 * next);
    long e = rows.get(EIGHT, from + 4 * next);
    long f = rows.get(EIGHT, from + 5 * next);
    long g = rows.get(EIGHT, from + 6 * next);
    long h = rows.get(EIGHT, from + 7 * next);
    long t = (a >>> 32 ^ e) & HALF;
    a ^= t << 32;
    e ^= t;
    t = (b >>> 32 ^ f) & HALF;
    b ^= t << 32;
    f ^= t;
    t = (c >>> 32 ^ g) & HALF;
    c ^= t << 32;
    g ^= t;
    t = (d >>> 32 ^ h) & HALF;
    d ^= t << 32;
    h ^= t;
    t = (a >>> 16 ^ c) & QUARTERS;
    a ^= t << 16;
    c ^= t;
    t = (b >>> 16 ^ d) & QUARTERS;
    b ^= t << 16;
    d ^= t;
    t = (e >>> 16 ^ g) & QUARTERS;
    e ^= t << 16;
    g ^= t;
    t = (f >>> 16 ^ h) & QUARTERS;
    f ^= t << 16;
    h ^= t;
    pair(a, b, panel, to, step);
    pair(c, d, panel, to + 2 * step, step);
    pair(e, f, panel, to + 4 * step, step);
    pair(g, h, panel, to + 6 * step, step);
  }

  /// Exchanges neighbouring bytes of two words, and stores them a column apart.
  private static void pair(long a, long b, MemorySegment panel, long to, long step) {
    long t = (a >>> 8 ^ b) & BYTES;
    panel.set(EIGHT, to, a ^ t << 8);
    panel.set(EIGHT, to + step, b ^ t);
  }
}
