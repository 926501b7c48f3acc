// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.kernel.Kernels.PANEL;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Takes the bit strings of a panel of codes apart, number by number for all rows, so that several
/// queries can use what was unpacked once.
final class CodeUnpacker {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final int BYTE_MASK = 0xff;

  private final int parts;
  private final int bits;
  private final int[] numbers;

  /// @param parts numbers of a code
  /// @param bits of a number, 1 to 24
  CodeUnpacker(int parts, int bits) {
    this.parts = parts;
    this.bits = bits;
    this.numbers = new int[parts * PANEL];
  }

  /// What was unpacked last: parts x [dev.kith.internal.kernel.Kernels#PANEL].
  int[] numbers() {
    return numbers;
  }

  /// Unpacks a panel.
  ///
  /// @param codes byte i of row j at `offset + i * width + j`
  void unpack(MemorySegment codes, long offset, int width) {
    for (int part = 0; part < parts; part++) {
      int bit = part * bits;
      int shift = bit % Byte.SIZE;
      long column = offset + (long) (bit / Byte.SIZE) * width;
      int bytes = Math.ceilDiv(shift + bits, Byte.SIZE);
      for (int row = 0; row < width; row++) {
        numbers[part * PANEL + row] = number(codes, column + row, width, bytes, shift);
      }
    }
  }

  private int number(MemorySegment codes, long first, int width, int bytes, int shift) {
    int value = 0;
    long at = first;
    for (int i = 0; i < bytes; i++, at += width) {
      value |= (codes.get(BYTE, at) & BYTE_MASK) << (i * Byte.SIZE);
    }
    return value >>> shift & ((1 << bits) - 1);
  }
}
