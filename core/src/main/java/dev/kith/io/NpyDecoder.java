// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Turns a run of numbers of any type into floats or longs. A run is copied to an array in one go,
/// which puts the bytes in order, and then converted in a flat loop: several times faster than to
/// read number by number in an order that the compiler does not know.
final class NpyDecoder {

  private static final int BLOCK = 1 << 14;

  private final MemorySegment from;
  private final NpyType type;

  /// @param from the numbers, without gaps
  /// @param type of the numbers
  NpyDecoder(MemorySegment from, NpyType type) {
    this.from = from;
    this.type = type;
  }

  /// Converts `count` numbers to the nearest float each.
  ///
  /// @param first index of the first number in the segment
  /// @param to receives the floats from index 0 on
  /// @param count how many; scratch memory of that size is needed
  void floats(long first, float[] to, int count) {
    if (type.isInteger()) {
      integers(first, to, count);
      return;
    }
    switch (type.bytes()) {
      case 2 -> {
        var halves = shorts(first, count);
        for (int i = 0; i < count; i++) {
          to[i] = Float.float16ToFloat(halves[i]);
        }
      }
      case 4 -> {
        var layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(type.order());
        MemorySegment.copy(from, layout, first * Float.BYTES, to, 0, count);
      }
      default -> {
        var layout = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(type.order());
        var doubles = new double[count];
        MemorySegment.copy(from, layout, first * Double.BYTES, doubles, 0, count);
        for (int i = 0; i < count; i++) {
          to[i] = (float) doubles[i];
        }
      }
    }
  }

  private void integers(long first, float[] to, int count) {
    var whole = new long[count];
    longs(first, whole, count);
    boolean wraps = type.isUnsignedLong();
    for (int i = 0; i < count; i++) {
      to[i] = wraps && whole[i] < 0 ? unsigned(whole[i]) : whole[i];
    }
  }

  /// Rounds once: a number of 64 bits is halved with its last bit kept sticky, then doubled.
  private static float unsigned(long value) {
    return 2f * ((value >>> 1) | (value & 1));
  }

  /// Converts `count` integers. Those of type `u8` from 2^63 on come out negative.
  ///
  /// @param first index of the first number in the segment
  /// @param to receives the numbers from index 0 on
  /// @param count how many
  void longs(long first, long[] to, int count) {
    int done = 0;
    while (done < count) {
      int block = Math.min(BLOCK, count - done);
      block(first + done, to, done, block);
      done += block;
    }
  }

  private void block(long first, long[] to, int at, int count) {
    boolean signed = type.kind() == 'i';
    switch (type.bytes()) {
      case 1 -> {
        var bytes = new byte[count];
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, first, bytes, 0, count);
        for (int i = 0; i < count; i++) {
          to[at + i] = signed ? bytes[i] : Byte.toUnsignedLong(bytes[i]);
        }
      }
      case 2 -> {
        var shorts = shorts(first, count);
        for (int i = 0; i < count; i++) {
          to[at + i] = signed ? shorts[i] : Short.toUnsignedLong(shorts[i]);
        }
      }
      case 4 -> {
        var layout = ValueLayout.JAVA_INT_UNALIGNED.withOrder(type.order());
        var ints = new int[count];
        MemorySegment.copy(from, layout, first * Integer.BYTES, ints, 0, count);
        for (int i = 0; i < count; i++) {
          to[at + i] = signed ? ints[i] : Integer.toUnsignedLong(ints[i]);
        }
      }
      default -> {
        var layout = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(type.order());
        MemorySegment.copy(from, layout, first * Long.BYTES, to, at, count);
      }
    }
  }

  private short[] shorts(long first, int count) {
    var layout = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(type.order());
    var shorts = new short[count];
    MemorySegment.copy(from, layout, first * Short.BYTES, shorts, 0, count);
    return shorts;
  }
}
