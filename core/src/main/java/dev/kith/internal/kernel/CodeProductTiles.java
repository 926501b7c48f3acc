// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.VectorKernels.BYTES;
import static dev.kith.internal.kernel.VectorKernels.INTS;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Inner products, negated, of four vectors of codes with one query: see [CodeL2Tiles].
///
/// Register names: `a` and `b` hold scale and bias of one dimension, `y` the query's component, all
/// broadcast; `c`, `e` and `g` codes; `z` a component; `s0` to `s3` the sums.
final class CodeProductTiles {

  private static final int HALF_A_BYTE = 4;

  private static final byte LOW = 0xf;

  /// What it is combined with gets a class that the JIT compiler knows.
  private static final IntVector ZERO = IntVector.zero(INTS);

  private CodeProductTiles() {}

  static void bytes(
      ComponentCoding coding,
      MemorySegment codes,
      long strip,
      int width,
      float[] queries,
      int at,
      float[] keys,
      int to) {
    float[] scale = coding.scale();
    float[] bias = coding.bias();
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    long from = strip;
    int i = 0;
    do {
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      FloatVector y = FloatVector.broadcast(SPECIES, queries[at + i]);
      ByteVector c = ByteVector.fromMemorySegment(BYTES, codes, from, ORDER);
      FloatVector z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s0 = z.fma(y, s0);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + LANES, ORDER);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s1 = z.fma(y, s1);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + 2L * LANES, ORDER);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s2 = z.fma(y, s2);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + 3L * LANES, ORDER);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s3 = z.fma(y, s3);
      i++;
      from += width;
    } while (i < scale.length);
    s0.neg().intoArray(keys, to);
    s1.neg().intoArray(keys, to + LANES);
    s2.neg().intoArray(keys, to + 2 * LANES);
    s3.neg().intoArray(keys, to + 3 * LANES);
  }

  /// A shift of pairs of bytes moves bits of a neighbour in, which are masked.
  static void nibbles(
      ComponentCoding coding,
      MemorySegment codes,
      long strip,
      int width,
      float[] queries,
      int at,
      float[] keys,
      int to) {
    float[] scale = coding.scale();
    float[] bias = coding.bias();
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    int i = 0;
    do {
      long from = strip + (long) (i / 2) * width;
      int shift = i % 2 * HALF_A_BYTE;
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      FloatVector y = FloatVector.broadcast(SPECIES, queries[at + i]);
      ByteVector c = ByteVector.fromMemorySegment(BYTES, codes, from, ORDER);
      c = c.reinterpretAsShorts().lanewise(LSHR, shift).reinterpretAsBytes().and(LOW);
      FloatVector z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s0 = z.fma(y, s0);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + LANES, ORDER);
      c = c.reinterpretAsShorts().lanewise(LSHR, shift).reinterpretAsBytes().and(LOW);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s1 = z.fma(y, s1);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + 2L * LANES, ORDER);
      c = c.reinterpretAsShorts().lanewise(LSHR, shift).reinterpretAsBytes().and(LOW);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s2 = z.fma(y, s2);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + 3L * LANES, ORDER);
      c = c.reinterpretAsShorts().lanewise(LSHR, shift).reinterpretAsBytes().and(LOW);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s3 = z.fma(y, s3);
      i++;
    } while (i < scale.length);
    s0.neg().intoArray(keys, to);
    s1.neg().intoArray(keys, to + LANES);
    s2.neg().intoArray(keys, to + 2 * LANES);
    s3.neg().intoArray(keys, to + 3 * LANES);
  }

  /// The lowest bits of a number end a byte, the others begin the next one, if there are others.
  static void sixBits(
      ComponentCoding coding,
      MemorySegment codes,
      long strip,
      int width,
      float[] queries,
      int at,
      float[] keys,
      int to) {
    float[] scale = coding.scale();
    float[] bias = coding.bias();
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    int i = 0;
    do {
      int shift = i * 6 % Byte.SIZE;
      long from = strip + (long) (i * 6 / Byte.SIZE) * width;
      long next = shift <= 2 ? from : from + width;
      byte lower = (byte) (63 & 0xff >> shift);
      byte upper = (byte) (63 - lower);
      int up = Byte.SIZE - shift;
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      FloatVector y = FloatVector.broadcast(SPECIES, queries[at + i]);
      ByteVector c = ByteVector.fromMemorySegment(BYTES, codes, from, ORDER);
      c = c.reinterpretAsShorts().lanewise(LSHR, shift).reinterpretAsBytes().and(lower);
      ByteVector e = ByteVector.fromMemorySegment(BYTES, codes, next, ORDER);
      e = e.reinterpretAsShorts().lanewise(LSHL, up).reinterpretAsBytes().and(upper);
      c = c.or(e);
      FloatVector z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s0 = z.fma(y, s0);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + LANES, ORDER);
      c = c.reinterpretAsShorts().lanewise(LSHR, shift).reinterpretAsBytes().and(lower);
      e = ByteVector.fromMemorySegment(BYTES, codes, next + LANES, ORDER);
      e = e.reinterpretAsShorts().lanewise(LSHL, up).reinterpretAsBytes().and(upper);
      c = c.or(e);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s1 = z.fma(y, s1);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + 2L * LANES, ORDER);
      c = c.reinterpretAsShorts().lanewise(LSHR, shift).reinterpretAsBytes().and(lower);
      e = ByteVector.fromMemorySegment(BYTES, codes, next + 2L * LANES, ORDER);
      e = e.reinterpretAsShorts().lanewise(LSHL, up).reinterpretAsBytes().and(upper);
      c = c.or(e);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s2 = z.fma(y, s2);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + 3L * LANES, ORDER);
      c = c.reinterpretAsShorts().lanewise(LSHR, shift).reinterpretAsBytes().and(lower);
      e = ByteVector.fromMemorySegment(BYTES, codes, next + 3L * LANES, ORDER);
      e = e.reinterpretAsShorts().lanewise(LSHL, up).reinterpretAsBytes().and(upper);
      c = c.or(e);
      z = a.fma(c.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0), b);
      s3 = z.fma(y, s3);
      i++;
    } while (i < scale.length);
    s0.neg().intoArray(keys, to);
    s1.neg().intoArray(keys, to + LANES);
    s2.neg().intoArray(keys, to + 2 * LANES);
    s3.neg().intoArray(keys, to + 3 * LANES);
  }

  static void bfloats(
      ComponentCoding coding,
      MemorySegment codes,
      long strip,
      int width,
      float[] queries,
      int at,
      float[] keys,
      int to) {
    float[] scale = coding.scale();
    float[] bias = coding.bias();
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    long from = strip;
    int i = 0;
    do {
      long next = from + width;
      FloatVector a = FloatVector.broadcast(SPECIES, scale[i]);
      FloatVector b = FloatVector.broadcast(SPECIES, bias[i]);
      FloatVector y = FloatVector.broadcast(SPECIES, queries[at + i]);
      ByteVector c = ByteVector.fromMemorySegment(BYTES, codes, from, ORDER);
      ByteVector e = ByteVector.fromMemorySegment(BYTES, codes, next, ORDER);
      IntVector g = ZERO.or(e.convertShape(ZERO_EXTEND_B2I, INTS, 0)).lanewise(LSHL, Byte.SIZE);
      g = g.or(c.convertShape(ZERO_EXTEND_B2I, INTS, 0)).lanewise(LSHL, Short.SIZE);
      FloatVector z = a.fma(g.reinterpretAsFloats(), b);
      s0 = z.fma(y, s0);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + LANES, ORDER);
      e = ByteVector.fromMemorySegment(BYTES, codes, next + LANES, ORDER);
      g = ZERO.or(e.convertShape(ZERO_EXTEND_B2I, INTS, 0)).lanewise(LSHL, Byte.SIZE);
      g = g.or(c.convertShape(ZERO_EXTEND_B2I, INTS, 0)).lanewise(LSHL, Short.SIZE);
      z = a.fma(g.reinterpretAsFloats(), b);
      s1 = z.fma(y, s1);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + 2L * LANES, ORDER);
      e = ByteVector.fromMemorySegment(BYTES, codes, next + 2L * LANES, ORDER);
      g = ZERO.or(e.convertShape(ZERO_EXTEND_B2I, INTS, 0)).lanewise(LSHL, Byte.SIZE);
      g = g.or(c.convertShape(ZERO_EXTEND_B2I, INTS, 0)).lanewise(LSHL, Short.SIZE);
      z = a.fma(g.reinterpretAsFloats(), b);
      s2 = z.fma(y, s2);
      c = ByteVector.fromMemorySegment(BYTES, codes, from + 3L * LANES, ORDER);
      e = ByteVector.fromMemorySegment(BYTES, codes, next + 3L * LANES, ORDER);
      g = ZERO.or(e.convertShape(ZERO_EXTEND_B2I, INTS, 0)).lanewise(LSHL, Byte.SIZE);
      g = g.or(c.convertShape(ZERO_EXTEND_B2I, INTS, 0)).lanewise(LSHL, Short.SIZE);
      z = a.fma(g.reinterpretAsFloats(), b);
      s3 = z.fma(y, s3);
      i++;
      from += 2L * width;
    } while (i < scale.length);
    s0.neg().intoArray(keys, to);
    s1.neg().intoArray(keys, to + LANES);
    s2.neg().intoArray(keys, to + 2 * LANES);
    s3.neg().intoArray(keys, to + 3 * LANES);
  }
}
