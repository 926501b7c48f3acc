// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The readable reference of [SketchTiles].
final class ScalarSketches {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private ScalarSketches() {}

  static void keys(
      MemorySegment sketches,
      long offset,
      int width,
      int columns,
      float[] query,
      int at,
      float[] keys) {
    for (int row = 0; row < width; row++) {
      float key = term(sketches, offset + row, width);
      long code = offset + row + (long) Float.BYTES * width;
      for (int i = 0; i < columns; i++, code += width) {
        key = Math.fma(sketches.get(BYTE, code), -query[at + i], key);
      }
      keys[row] = key;
    }
  }

  static void panel(
      MemorySegment sketches, long offset, int width, int columns, MemorySegment panel) {
    for (int row = 0; row < width; row++) {
      panel.set(FLOAT, (long) row * Float.BYTES, term(sketches, offset + row, width));
      long code = offset + row + (long) Float.BYTES * width;
      long to = (long) (width + row) * Float.BYTES;
      for (int i = 0; i < columns; i++, code += width, to += (long) width * Float.BYTES) {
        panel.set(FLOAT, to, sketches.get(BYTE, code));
      }
    }
  }

  private static float term(MemorySegment sketches, long first, int width) {
    int bits = 0;
    for (int i = 0; i < Float.BYTES; i++) {
      int part = Byte.toUnsignedInt(sketches.get(BYTE, first + (long) i * width));
      bits |= part << (i * Byte.SIZE);
    }
    return Float.intBitsToFloat(bits);
  }
}
