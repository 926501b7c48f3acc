// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.VectorKernels.BYTES;
import static dev.kith.internal.kernel.VectorKernels.INTS;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;
import static dev.kith.internal.kernel.VectorKernels.VECTOR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Decodes panels of codes, one method a kind of component. See [Kernels#decode].
///
/// Each method walks through a column of bytes, whole vectors at a time. The last vector of a
/// column may exceed the panel's width: what it writes beyond is overwritten by the next column,
/// because columns are written in order.
final class CodeDecoder {

  private static final int HALF_MAGNITUDE = 0x7fff;
  private static final int HALF_LEAST_EXPONENT = 0x0400;
  private static final int HALF_SIGN = 0x8000;

  /// Bits by which the fraction of a float is longer than that of a binary16 number.
  private static final int LONGER = 13;

  /// The exponents of floats are biased by 127, those of binary16 numbers by 15.
  private static final float REBIASED = 0x1p112f;

  private static final int FLOAT_EXPONENT = 0x7f800000;

  private CodeDecoder() {}

  static void nothing(int width, int d, float[] scale, float[] bias, MemorySegment panel) {
    long to = 0;
    for (int i = 0; i < d; i++, to += (long) width * Float.BYTES) {
      FloatVector b = FloatVector.broadcast(SPECIES, Math.fma(scale[i], 0f, bias[i]));
      long at = to;
      int row = 0;
      do {
        b.intoMemorySegment(panel, at, ORDER);
        at += VECTOR;
        row += LANES;
      } while (row < width);
    }
  }

  static void bytes(
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel) {
    long from = offset;
    long to = 0;
    for (int i = 0; i < d; i++, from += width, to += (long) width * Float.BYTES) {
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      long at = to;
      int row = 0;
      do {
        numbers(load(codes, from + row)).fma(a, b).intoMemorySegment(panel, at, ORDER);
        at += VECTOR;
        row += LANES;
      } while (row < width);
    }
  }

  static void nibbles(
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel) {
    long to = 0;
    for (int i = 0; i < d; i++, to += (long) width * Float.BYTES) {
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      long from = offset + (long) (i / 2) * width;
      int shift = i % 2 * 4;
      long at = to;
      int row = 0;
      do {
        IntVector c = load(codes, from + row).lanewise(VectorOperators.LSHR, shift).and(15);
        numbers(c).fma(a, b).intoMemorySegment(panel, at, ORDER);
        at += VECTOR;
        row += LANES;
      } while (row < width);
    }
  }

  static void sixBits(
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel) {
    long to = 0;
    for (int i = 0; i < d; i++, to += (long) width * Float.BYTES) {
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      int bit = i * 6;
      int shift = bit % Byte.SIZE;
      long from = offset + (long) (bit / Byte.SIZE) * width;
      // where six bits fit into one byte, its neighbour has nothing to add
      long next = shift <= 2 ? from : from + width;
      long at = to;
      int row = 0;
      do {
        IntVector c = pair(load(codes, from + row), load(codes, next + row));
        numbers(c.lanewise(VectorOperators.LSHR, shift).and(63))
            .fma(a, b)
            .intoMemorySegment(panel, at, ORDER);
        at += VECTOR;
        row += LANES;
      } while (row < width);
    }
  }

  static void halves(
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel) {
    long from = offset;
    long to = 0;
    for (int i = 0; i < d; i++, from += 2L * width, to += (long) width * Float.BYTES) {
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      long at = to;
      int row = 0;
      do {
        IntVector c = pair(load(codes, from + row), load(codes, from + width + row));
        halves(c).fma(a, b).intoMemorySegment(panel, at, ORDER);
        at += VECTOR;
        row += LANES;
      } while (row < width);
    }
  }

  static void bfloats(
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel) {
    long from = offset;
    long to = 0;
    for (int i = 0; i < d; i++, from += 2L * width, to += (long) width * Float.BYTES) {
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      long at = to;
      int row = 0;
      do {
        IntVector c = pair(load(codes, from + row), load(codes, from + width + row));
        c.lanewise(VectorOperators.LSHL, 16)
            .reinterpretAsFloats()
            .fma(a, b)
            .intoMemorySegment(panel, at, ORDER);
        at += VECTOR;
        row += LANES;
      } while (row < width);
    }
  }

  /// Bytes of as many rows as there are lanes, as numbers from 0 to 255.
  private static IntVector load(MemorySegment codes, long at) {
    return ByteVector.fromMemorySegment(BYTES, codes, at, ORDER)
        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
        .reinterpretAsInts();
  }

  private static IntVector pair(IntVector low, IntVector high) {
    return high.lanewise(VectorOperators.LSHL, Byte.SIZE).or(low);
  }

  private static FloatVector numbers(IntVector codes) {
    return codes.convert(VectorOperators.I2F, 0).reinterpretAsFloats();
  }

  /// Moves exponent and fraction to where a float has them, and corrects the exponent by a
  /// multiplication, which turns subnormal numbers into normal ones. What has the largest exponent
  /// (infinities, NaNs) gets the largest of a float, by arithmetic, as masks would be slower.
  private static FloatVector halves(IntVector codes) {
    IntVector magnitude = codes.and(HALF_MAGNITUDE);
    IntVector bits =
        magnitude
            .lanewise(VectorOperators.LSHL, LONGER)
            .reinterpretAsFloats()
            .mul(REBIASED)
            .reinterpretAsInts();
    IntVector isLargest =
        magnitude.add(HALF_LEAST_EXPONENT).lanewise(VectorOperators.LSHR, 15).neg();
    return codes
        .and(HALF_SIGN)
        .lanewise(VectorOperators.LSHL, 16)
        .or(bits)
        .or(isLargest.and(FLOAT_EXPONENT))
        .reinterpretAsFloats();
  }
}
