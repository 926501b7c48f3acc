// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Codes made of numbers of a fixed width, packed with the lowest bits first: the first number is
/// in the lowest bits of the first byte, and unused bits of the last byte are 0 (specification of
/// the file format, section 6).
final class BitStrings {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final int BYTE_MASK = 0xff;

  private BitStrings() {}

  /// Bytes of a code.
  static int bytes(int count, int bits) {
    return Math.toIntExact(Math.ceilDiv((long) count * bits, Byte.SIZE));
  }

  /// Packs `count` numbers that are `step` apart in an array.
  ///
  /// @param bits of a number, 1 to 32
  static void write(
      int[] numbers, int first, int step, int count, int bits, MemorySegment to, long at) {
    long waiting = 0;
    int filled = 0;
    long next = at;
    for (int i = 0, from = first; i < count; i++, from += step) {
      waiting |= Integer.toUnsignedLong(numbers[from]) << filled;
      for (filled += bits; filled >= Byte.SIZE; filled -= Byte.SIZE) {
        to.set(BYTE, next++, (byte) waiting);
        waiting >>>= Byte.SIZE;
      }
    }
    if (filled > 0) {
      to.set(BYTE, next, (byte) waiting);
    }
  }

  /// Unpacks `count` numbers.
  ///
  /// @param bits of a number, 1 to 32
  static void read(MemorySegment from, long at, int count, int bits, int[] numbers) {
    long mask = (1L << bits) - 1;
    long waiting = 0;
    int filled = 0;
    long next = at;
    for (int i = 0; i < count; i++) {
      for (; filled < bits; filled += Byte.SIZE) {
        waiting |= (long) (from.get(BYTE, next++) & BYTE_MASK) << filled;
      }
      numbers[i] = (int) (waiting & mask);
      waiting >>>= bits;
      filled -= bits;
    }
  }
}
