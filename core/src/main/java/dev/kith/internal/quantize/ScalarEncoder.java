// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Writes the codes of vectors, a row at a time (specification of the file format, section 6.2).
///
/// A component that its type cannot hold becomes the nearest that it can: Faiss would store an
/// infinity for a large one in [ScalarType#FP16] or [ScalarType#BF16], at which no search could
/// arrive, and some other number in the direct types.
final class ScalarEncoder {

  /// The largest finite number of binary16, and of bfloat16.
  private static final float LARGEST_HALF = 65504;

  private static final float LARGEST_BFLOAT = 0x1.fep127f;

  /// Half of the last bit that bfloat16 keeps.
  private static final int HALF_A_BFLOAT_BIT = 0x8000;

  private final ScalarType type;
  private final ScalarRange range;

  ScalarEncoder(ScalarType type, ScalarRange range) {
    this.type = type;
    this.range = range;
  }

  /// Encodes some vectors.
  ///
  /// @param vectors n of them
  /// @param codes receives n codes
  void encode(Vectors vectors, Codes codes) {
    int d = vectors.dimension();
    float[] row = new float[d];
    int[] numbers = new int[d];
    byte[] code = new byte[codes.codeSize()];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, row, 0);
      toNumbers(row, numbers);
      pack(numbers, code);
      MemorySegment.copy(
          code, 0, codes.segment(), ValueLayout.JAVA_BYTE, codes.offset(i), code.length);
    }
  }

  private void toNumbers(float[] row, int[] numbers) {
    switch (type) {
      case BITS8, BITS4, BITS6, BITS8_UNIFORM, BITS4_UNIFORM ->
          range.numbers(row, type.largest(), numbers);
      case FP16 -> Arrays.setAll(numbers, i -> half(row[i]));
      case BF16 -> Arrays.setAll(numbers, i -> bfloat(row[i]));
      case BITS8_DIRECT -> Arrays.setAll(numbers, i -> Math.clamp((int) row[i], 0, 255));
      case BITS8_DIRECT_SIGNED ->
          Arrays.setAll(numbers, i -> Math.clamp((int) (row[i] + 128), 0, 255));
      case BITS0 -> {} // there is nothing to store
    }
  }

  /// To the nearest, of two equally near ones to the even.
  private static int half(float value) {
    return Float.floatToFloat16(Math.clamp(value, -LARGEST_HALF, LARGEST_HALF));
  }

  /// To the nearest, of two equally near ones away from 0.
  private static int bfloat(float value) {
    float held = Math.clamp(value, -LARGEST_BFLOAT, LARGEST_BFLOAT);
    return (Float.floatToRawIntBits(held) + HALF_A_BFLOAT_BIT) >>> Short.SIZE;
  }

  /// Lowest bits first.
  private void pack(int[] numbers, byte[] code) {
    switch (type.code()) {
      case NOTHING -> {} // no bytes
      case BYTE -> {
        for (int i = 0; i < code.length; i++) {
          code[i] = (byte) numbers[i];
        }
      }
      case NIBBLE, SIX_BITS -> packBits(numbers, type.code().bits(), code);
      case HALF, BFLOAT16 -> {
        for (int i = 0; i < numbers.length; i++) {
          code[2 * i] = (byte) numbers[i];
          code[2 * i + 1] = (byte) (numbers[i] >> Byte.SIZE);
        }
      }
    }
  }

  private static void packBits(int[] numbers, int bits, byte[] code) {
    int pending = 0;
    int count = 0;
    int to = 0;
    for (int number : numbers) {
      pending |= number << count;
      count += bits;
      while (count >= Byte.SIZE) {
        code[to++] = (byte) pending;
        pending >>>= Byte.SIZE;
        count -= Byte.SIZE;
      }
    }
    if (count > 0) {
      code[to] = (byte) pending;
    }
  }
}
