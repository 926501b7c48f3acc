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

/// Sketches: sums over panels of signed bytes, against one query. See [Kernels#sketchKeys].
///
/// Bytes become floats in registers. For many queries they are decoded to memory and compared by
/// [InnerProductTiles]: six queries at a time would need more registers than there are.
///
/// Register names: `y` is the query's coefficient of one column, broadcast; `a0` to `a3` are the
/// sums of a strip. The loops are written out and do-while loops for the reasons that [L2Tiles]
/// gives.
final class SketchTiles {

  private SketchTiles() {}

  /// Numbers of as many rows as there are lanes.
  private static FloatVector load(MemorySegment codes, long at) {
    return (FloatVector)
        ByteVector.fromMemorySegment(BYTES, codes, at, ORDER)
            .convertShape(VectorOperators.B2F, SPECIES, 0);
  }

  /// The floats that four columns of bytes hold, the least significant byte first.
  static void terms(MemorySegment codes, long strip, int width, float[] terms) {
    int done = 0;
    do {
      IntVector bits =
          bytes(codes, strip + done)
              .or(bytes(codes, strip + done + width).lanewise(VectorOperators.LSHL, 8))
              .or(bytes(codes, strip + done + 2L * width).lanewise(VectorOperators.LSHL, 16))
              .or(bytes(codes, strip + done + 3L * width).lanewise(VectorOperators.LSHL, 24));
      bits.reinterpretAsFloats().intoArray(terms, done);
      done += LANES;
    } while (done < width);
  }

  /// The same, to memory.
  static void terms(MemorySegment codes, long strip, int width, MemorySegment panel) {
    long to = 0;
    int done = 0;
    do {
      IntVector bits =
          bytes(codes, strip + done)
              .or(bytes(codes, strip + done + width).lanewise(VectorOperators.LSHL, 8))
              .or(bytes(codes, strip + done + 2L * width).lanewise(VectorOperators.LSHL, 16))
              .or(bytes(codes, strip + done + 3L * width).lanewise(VectorOperators.LSHL, 24));
      bits.reinterpretAsFloats().intoMemorySegment(panel, to, ORDER);
      done += LANES;
      to += VECTOR;
    } while (done < width);
  }

  /// Bytes become floats, in the order of their columns.
  static void columns(
      MemorySegment codes, long first, int width, int columns, MemorySegment panel) {
    long from = first;
    long to = (long) width * Float.BYTES;
    int i = 0;
    do {
      long at = to;
      int row = 0;
      do {
        load(codes, from + row).intoMemorySegment(panel, at, ORDER);
        at += VECTOR;
        row += LANES;
      } while (row < width);
      i++;
      from += width;
      to += (long) width * Float.BYTES;
    } while (i < columns);
  }

  private static IntVector bytes(MemorySegment codes, long at) {
    return ByteVector.fromMemorySegment(BYTES, codes, at, ORDER)
        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
        .reinterpretAsInts();
  }

  /// 4 vectors, whose terms are in `keys`.
  static void four(
      MemorySegment codes,
      long strip,
      int width,
      int columns,
      float[] query,
      int at,
      float[] keys,
      int row) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, keys, row);
    FloatVector a1 = FloatVector.fromArray(SPECIES, keys, row + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, keys, row + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, keys, row + 3 * LANES);
    long from = strip;
    int i = 0;
    do {
      FloatVector y = FloatVector.broadcast(SPECIES, -query[at + i]);
      a0 = load(codes, from).fma(y, a0);
      a1 = load(codes, from + LANES).fma(y, a1);
      a2 = load(codes, from + 2L * LANES).fma(y, a2);
      a3 = load(codes, from + 3L * LANES).fma(y, a3);
      i++;
      from += width;
    } while (i < columns);
    a0.intoArray(keys, row);
    a1.intoArray(keys, row + LANES);
    a2.intoArray(keys, row + 2 * LANES);
    a3.intoArray(keys, row + 3 * LANES);
  }

  /// 2 vectors, whose terms are in `keys`.
  static void two(
      MemorySegment codes,
      long strip,
      int width,
      int columns,
      float[] query,
      int at,
      float[] keys,
      int row) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, keys, row);
    FloatVector a1 = FloatVector.fromArray(SPECIES, keys, row + LANES);
    long from = strip;
    int i = 0;
    do {
      FloatVector y = FloatVector.broadcast(SPECIES, -query[at + i]);
      a0 = load(codes, from).fma(y, a0);
      a1 = load(codes, from + LANES).fma(y, a1);
      i++;
      from += width;
    } while (i < columns);
    a0.intoArray(keys, row);
    a1.intoArray(keys, row + LANES);
  }
}
