// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// How a code stores one component of a vector, and the number that is stored (specification of the
/// file format, section 6.2). A code is a bit string, components in order, lowest bits first.
public enum ComponentCode {
  /// No bits: every number is 0.
  NOTHING(0),
  /// An unsigned byte, 0 to 255.
  BYTE(8),
  /// Half a byte, 0 to 15; even components are the low halves.
  NIBBLE(4),
  /// Six bits, 0 to 63; four components in three bytes.
  SIX_BITS(6),
  /// An IEEE 754 binary16 number, low byte first.
  HALF(16),
  /// The upper half of an IEEE 754 binary32 number, low byte first.
  BFLOAT16(16);

  private static final ValueLayout.OfByte BYTES = ValueLayout.JAVA_BYTE;

  private final int bits;

  ComponentCode(int bits) {
    this.bits = bits;
  }

  /// Bits of a component.
  ///
  /// @return 0 to 16
  public int bits() {
    return bits;
  }

  /// Bytes of a vector's code.
  ///
  /// @param d components
  /// @return bytes
  public int codeSize(int d) {
    return Math.toIntExact(Math.ceilDiv((long) bits * d, Byte.SIZE));
  }

  /// The number of one component, read plainly: what a kernel must agree with.
  ///
  /// @param codes holds the code
  /// @param at where its first byte is
  /// @param step from a byte of the code to its next: 1 in a row of codes, the panel's width in a
  ///   panel
  /// @param i component
  /// @return the number
  public float number(MemorySegment codes, long at, long step, int i) {
    long bit = (long) i * bits;
    long first = at + bit / Byte.SIZE * step;
    return switch (this) {
      case NOTHING -> 0;
      case BYTE -> unsigned(codes, first);
      case NIBBLE -> unsigned(codes, first) >> (bit % Byte.SIZE) & 15;
      case SIX_BITS -> sixBits(codes, first, step, (int) (bit % Byte.SIZE));
      case HALF -> Float.float16ToFloat((short) pair(codes, first, step));
      case BFLOAT16 -> Float.intBitsToFloat(pair(codes, first, step) << 16);
    };
  }

  private static int sixBits(MemorySegment codes, long first, long step, int shift) {
    // the last component of a code must not read behind its last byte
    int bits = shift <= 2 ? unsigned(codes, first) : pair(codes, first, step);
    return bits >> shift & 63;
  }

  private static int pair(MemorySegment codes, long first, long step) {
    return unsigned(codes, first) | unsigned(codes, first + step) << Byte.SIZE;
  }

  private static int unsigned(MemorySegment codes, long at) {
    return Byte.toUnsignedInt(codes.get(BYTES, at));
  }
}
