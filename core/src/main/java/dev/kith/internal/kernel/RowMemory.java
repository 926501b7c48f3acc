// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;

/// Where vectors lie row after row: all components of a vector, then those of the next.
public final class RowMemory {

  /// One chunk has all rows, however many.
  private static final int ALL_ROWS = 48;

  private final MemorySegment[] chunks;
  private final int shift;
  private final int d;

  /// Rows in chunks of equal size.
  ///
  /// @param chunks native memory; each holds 2^shift rows, the last one perhaps fewer
  /// @param shift row r is row `r mod 2^shift` of chunk `r >>> shift`
  /// @param d components of a row
  public RowMemory(MemorySegment[] chunks, int shift, int d) {
    this.chunks = chunks;
    this.shift = shift;
    this.d = d;
  }

  /// Rows that lie together.
  ///
  /// @param rows native memory
  /// @param d components of a row
  /// @return row r begins at `r * d` floats
  public static RowMemory of(MemorySegment rows, int d) {
    return new RowMemory(new MemorySegment[] {rows}, ALL_ROWS, d);
  }

  int d() {
    return d;
  }

  /// The memory that holds a row.
  ///
  /// @param row number
  /// @return its chunk
  public MemorySegment chunk(long row) {
    return chunks[(int) (row >>> shift)];
  }

  /// Whether rows are in one chunk.
  ///
  /// @param rows numbers of rows
  /// @param from the first entry that counts
  /// @param count how many
  boolean holdsTogether(long[] rows, int from, int count) {
    long different = 0;
    for (int i = from + 1; i < from + count; i++) {
      different |= rows[from] ^ rows[i];
    }
    return different >>> shift == 0;
  }

  /// Where a row begins in its [#chunk].
  ///
  /// @param row number
  /// @return bytes
  public long offset(long row) {
    return (row & ((1L << shift) - 1)) * d * Float.BYTES;
  }
}
