// SPDX-License-Identifier: Apache-2.0
package dev.kith.vector;

import dev.kith.internal.memory.Temporaries;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// A block of `size()` codes of `codeSize()` bytes each, contiguous in one native memory segment:
/// vectors as a quantizer writes them. There is no object per code.
///
/// Instances may be read from any number of threads; writing while others read is the caller's
/// affair.
public final class Codes {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final long ALIGNMENT = 64;

  private final MemorySegment segment;
  private final long size;
  private final int codeSize;

  private Codes(MemorySegment segment, long size, int codeSize) {
    this.segment = segment;
    this.size = size;
    this.codeSize = codeSize;
  }

  /// Zeroed codes, freed by the garbage collector.
  ///
  /// @param size number of codes, not negative
  /// @param codeSize bytes of a code, not negative
  /// @return the codes
  public static Codes allocate(long size, int codeSize) {
    check(size, codeSize);
    long bytes = Math.multiplyExact(size, (long) codeSize);
    return new Codes(Temporaries.arena().allocate(bytes, ALIGNMENT), size, codeSize);
  }

  /// Copies codes from an array.
  ///
  /// @param bytes n * codeSize bytes, code after code
  /// @param codeSize bytes of a code, positive
  /// @return n codes
  /// @throws IllegalArgumentException if the array does not hold whole codes
  public static Codes of(byte[] bytes, int codeSize) {
    if (codeSize < 1 || bytes.length % codeSize != 0) {
      throw new IllegalArgumentException(
          "%d bytes are not a whole number of codes of %d bytes".formatted(bytes.length, codeSize));
    }
    Codes copy = allocate(bytes.length / codeSize, codeSize);
    MemorySegment.copy(bytes, 0, copy.segment, BYTE, 0, bytes.length);
    return copy;
  }

  /// A view of bytes in native memory. Nothing is copied.
  ///
  /// @param segment native memory that holds at least `size * codeSize` bytes
  /// @param size number of codes
  /// @param codeSize bytes of a code
  /// @return the view
  /// @throws IllegalArgumentException if the segment is on the heap or too short
  public static Codes wrap(MemorySegment segment, long size, int codeSize) {
    check(size, codeSize);
    long bytes = Math.multiplyExact(size, (long) codeSize);
    if (!segment.isNative() || segment.byteSize() < bytes) {
      throw new IllegalArgumentException(
          "%d codes of %d bytes need %d bytes of native memory, and the segment has %d%s"
              .formatted(
                  size,
                  codeSize,
                  bytes,
                  segment.byteSize(),
                  segment.isNative() ? "" : " on the heap"));
    }
    return new Codes(segment.asSlice(0, bytes), size, codeSize);
  }

  private static void check(long size, int codeSize) {
    if (size < 0 || codeSize < 0) {
      throw new IllegalArgumentException(
          "%d codes of %d bytes; neither may be negative".formatted(size, codeSize));
    }
  }

  /// Number of codes.
  ///
  /// @return rows
  public long size() {
    return size;
  }

  /// Bytes of a code.
  ///
  /// @return columns
  public int codeSize() {
    return codeSize;
  }

  /// The bytes themselves, `size() * codeSize()` of them, code after code.
  ///
  /// @return native memory
  public MemorySegment segment() {
    return segment;
  }

  /// Byte offset of a code in [#segment()].
  ///
  /// @param row 0 to `size()` inclusive
  /// @return bytes
  public long offset(long row) {
    return row * codeSize;
  }

  /// A copy of one code.
  ///
  /// @param row 0 to `size() - 1`
  /// @return `codeSize()` bytes
  public byte[] row(long row) {
    Objects.checkIndex(row, size);
    byte[] copy = new byte[codeSize];
    MemorySegment.copy(segment, BYTE, offset(row), copy, 0, codeSize);
    return copy;
  }

  /// A view of consecutive codes.
  ///
  /// @param from the first
  /// @param to one past the last
  /// @return the view
  public Codes slice(long from, long to) {
    Objects.checkFromToIndex(from, to, size);
    return new Codes(segment.asSlice(offset(from), offset(to - from)), to - from, codeSize);
  }

  /// Codes with others behind them.
  ///
  /// @param other as many codes, of any size
  /// @return a copy: for each row the bytes of this, then those of `other`
  public Codes beside(Codes other) {
    if (other.size != size) {
      throw new IllegalArgumentException(
          size + " codes and " + other.size + "; there must be as many of both");
    }
    Codes joined = allocate(size, codeSize + other.codeSize);
    for (long row = 0; row < size; row++) {
      long at = joined.offset(row);
      MemorySegment.copy(segment, offset(row), joined.segment, at, codeSize);
      long behind = at + codeSize;
      MemorySegment.copy(other.segment, other.offset(row), joined.segment, behind, other.codeSize);
    }
    return joined;
  }

  /// A part of every code.
  ///
  /// @param from the first byte
  /// @param to one past the last
  /// @return a copy
  public Codes columns(int from, int to) {
    Objects.checkFromToIndex(from, to, codeSize);
    Codes part = allocate(size, to - from);
    for (long row = 0; row < size; row++) {
      MemorySegment.copy(segment, offset(row) + from, part.segment, part.offset(row), to - from);
    }
    return part;
  }

  @Override
  public String toString() {
    return size + " codes of " + codeSize + " bytes";
  }
}
