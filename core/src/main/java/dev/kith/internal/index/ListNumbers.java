// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// List numbers in front of codes, little-endian, in as few bytes as the number of lists needs
/// (specification of the factory, section 2.4).
final class ListNumbers {

  private ListNumbers() {}

  /// Bytes of a list number.
  ///
  /// @param lists how many there are; 1 needs no byte
  static int bytes(long lists) {
    return Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(lists - 1), Byte.SIZE);
  }

  /// Codes with their list numbers in front.
  static Codes prepend(int[] numbers, int lists, Codes codes) {
    int head = bytes(lists);
    Codes whole = Codes.allocate(codes.size(), head + codes.codeSize());
    for (int row = 0; row < numbers.length; row++) {
      for (int i = 0; i < head; i++) {
        byte part = (byte) ((long) numbers[row] >>> (Byte.SIZE * i));
        whole.segment().set(ValueLayout.JAVA_BYTE, whole.offset(row) + i, part);
      }
      copy(codes, row, 0, whole, head, codes.codeSize());
    }
    return whole;
  }

  /// The list numbers in front of codes.
  ///
  /// @throws IllegalArgumentException if one is too large
  static int[] read(Codes whole, int lists) {
    int[] numbers = new int[Math.toIntExact(whole.size())];
    for (int row = 0; row < numbers.length; row++) {
      long number = read(whole, row, bytes(lists));
      if (number >= lists) {
        throw new IllegalArgumentException(
            "code %d begins with the list number %d; there are %d lists, from 0"
                .formatted(row, number, lists));
      }
      numbers[row] = (int) number;
    }
    return numbers;
  }

  /// The list number in front of one code, whatever it is.
  static long read(Codes whole, long row, int bytes) {
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      byte part = whole.segment().get(ValueLayout.JAVA_BYTE, whole.offset(row) + i);
      number = (number << Byte.SIZE) | Byte.toUnsignedInt(part);
    }
    return number;
  }

  /// Codes without the list numbers in front of them.
  static Codes strip(Codes whole, int lists) {
    int head = bytes(lists);
    int codeSize = whole.codeSize() - head;
    Codes codes = Codes.allocate(whole.size(), codeSize);
    for (long row = 0; row < whole.size(); row++) {
      copy(whole, row, head, codes, 0, codeSize);
    }
    return codes;
  }

  private static void copy(Codes from, long row, int first, Codes to, int at, int bytes) {
    MemorySegment.copy(
        from.segment(), from.offset(row) + first, to.segment(), to.offset(row) + at, bytes);
  }
}
