// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Turns a run of numbers of any type into floats or longs. The type is looked at once a run, so
/// that each loop is flat.
final class NpyDecoder {

  private final MemorySegment from;
  private final NpyType type;
  private final ValueLayout.OfShort shorts;
  private final ValueLayout.OfInt ints;
  private final ValueLayout.OfLong longs;

  /// @param from the numbers, without gaps
  /// @param type of the numbers
  NpyDecoder(MemorySegment from, NpyType type) {
    this.from = from;
    this.type = type;
    this.shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(type.order());
    this.ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(type.order());
    this.longs = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(type.order());
  }

  /// Converts `count` numbers to the nearest float each.
  ///
  /// @param first index of the first number in the segment
  /// @param to receives the floats from index 0 on
  /// @param count how many
  void floats(long first, float[] to, int count) {
    if (type.isInteger()) {
      integers(first, to, count);
      return;
    }
    long at = first * type.bytes();
    switch (type.bytes()) {
      case 2 -> {
        for (int i = 0; i < count; i++) {
          to[i] = Float.float16ToFloat(from.get(shorts, at + 2L * i));
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          to[i] = Float.intBitsToFloat(from.get(ints, at + 4L * i));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          to[i] = (float) Double.longBitsToDouble(from.get(longs, at + 8L * i));
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
    long at = first * type.bytes();
    boolean signed = type.kind() == 'i';
    switch (type.bytes()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          byte b = from.get(ValueLayout.JAVA_BYTE, at + i);
          to[i] = signed ? b : Byte.toUnsignedLong(b);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          short s = from.get(shorts, at + 2L * i);
          to[i] = signed ? s : Short.toUnsignedLong(s);
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          int n = from.get(ints, at + 4L * i);
          to[i] = signed ? n : Integer.toUnsignedLong(n);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          to[i] = from.get(longs, at + 8L * i);
        }
      }
    }
  }
}
