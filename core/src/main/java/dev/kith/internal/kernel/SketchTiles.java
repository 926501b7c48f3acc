// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.VectorKernels.BYTES;
import static dev.kith.internal.kernel.VectorKernels.INTS;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Sums over panels of signed bytes, against one query or six. See [Kernels#sketchKeys].
///
/// A column of bytes is turned into floats in registers, once for all queries of a tile; turning is
/// two operations a vector, so it is what a single query waits for.
///
/// Register names: `x0` to `x3` hold the strip's numbers of one column, `y` a query's coefficient,
/// broadcast; `a0` to `g3` the sums, a letter for a query and a digit for a vector. The loops are
/// written out and do-while loops for the reasons that [L2Tiles] gives.
final class SketchTiles {

  private SketchTiles() {}

  /// Numbers of as many rows as there are lanes.
  private static FloatVector load(MemorySegment codes, long at) {
    return (FloatVector)
        ByteVector.fromMemorySegment(BYTES, codes, at, ORDER)
            .convertShape(VectorOperators.B2F, SPECIES, 0);
  }

  /// The floats that four columns of bytes hold, the least significant byte first.
  static void terms(MemorySegment codes, long strip, int width, float[] terms, int row) {
    int done = 0;
    do {
      IntVector bits =
          bytes(codes, strip + done)
              .or(bytes(codes, strip + done + width).lanewise(VectorOperators.LSHL, 8))
              .or(bytes(codes, strip + done + 2L * width).lanewise(VectorOperators.LSHL, 16))
              .or(bytes(codes, strip + done + 3L * width).lanewise(VectorOperators.LSHL, 24));
      bits.reinterpretAsFloats().intoArray(terms, row + done);
      done += LANES;
    } while (done < width);
  }

  private static IntVector bytes(MemorySegment codes, long at) {
    return ByteVector.fromMemorySegment(BYTES, codes, at, ORDER)
        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
        .reinterpretAsInts();
  }

  /// 4 vectors x 6 queries: 24 sums in registers.
  static void fourBySix(
      MemorySegment codes,
      long strip,
      int width,
      int columns,
      float[] terms,
      float[] queries,
      int[] at,
      float[] keys,
      int row) {
    int q0 = at[0];
    int q1 = at[1];
    int q2 = at[2];
    int q3 = at[3];
    int q4 = at[4];
    int q5 = at[5];
    FloatVector a0 = FloatVector.fromArray(SPECIES, terms, row);
    FloatVector a1 = FloatVector.fromArray(SPECIES, terms, row + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, terms, row + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, terms, row + 3 * LANES);
    FloatVector b0 = a0, b1 = a1, b2 = a2, b3 = a3;
    FloatVector c0 = a0, c1 = a1, c2 = a2, c3 = a3;
    FloatVector e0 = a0, e1 = a1, e2 = a2, e3 = a3;
    FloatVector f0 = a0, f1 = a1, f2 = a2, f3 = a3;
    FloatVector g0 = a0, g1 = a1, g2 = a2, g3 = a3;
    long from = strip;
    int i = 0;
    do {
      FloatVector x0 = load(codes, from);
      FloatVector x1 = load(codes, from + LANES);
      FloatVector x2 = load(codes, from + 2L * LANES);
      FloatVector x3 = load(codes, from + 3L * LANES);
      FloatVector y = FloatVector.broadcast(SPECIES, queries[q0 + i]);
      a0 = x0.fma(y, a0);
      a1 = x1.fma(y, a1);
      a2 = x2.fma(y, a2);
      a3 = x3.fma(y, a3);
      y = FloatVector.broadcast(SPECIES, queries[q1 + i]);
      b0 = x0.fma(y, b0);
      b1 = x1.fma(y, b1);
      b2 = x2.fma(y, b2);
      b3 = x3.fma(y, b3);
      y = FloatVector.broadcast(SPECIES, queries[q2 + i]);
      c0 = x0.fma(y, c0);
      c1 = x1.fma(y, c1);
      c2 = x2.fma(y, c2);
      c3 = x3.fma(y, c3);
      y = FloatVector.broadcast(SPECIES, queries[q3 + i]);
      e0 = x0.fma(y, e0);
      e1 = x1.fma(y, e1);
      e2 = x2.fma(y, e2);
      e3 = x3.fma(y, e3);
      y = FloatVector.broadcast(SPECIES, queries[q4 + i]);
      f0 = x0.fma(y, f0);
      f1 = x1.fma(y, f1);
      f2 = x2.fma(y, f2);
      f3 = x3.fma(y, f3);
      y = FloatVector.broadcast(SPECIES, queries[q5 + i]);
      g0 = x0.fma(y, g0);
      g1 = x1.fma(y, g1);
      g2 = x2.fma(y, g2);
      g3 = x3.fma(y, g3);
      i++;
      from += width;
    } while (i < columns);
    a0.intoArray(keys, row);
    a1.intoArray(keys, row + LANES);
    a2.intoArray(keys, row + 2 * LANES);
    a3.intoArray(keys, row + 3 * LANES);
    b0.intoArray(keys, row + PANEL);
    b1.intoArray(keys, row + PANEL + LANES);
    b2.intoArray(keys, row + PANEL + 2 * LANES);
    b3.intoArray(keys, row + PANEL + 3 * LANES);
    c0.intoArray(keys, row + 2 * PANEL);
    c1.intoArray(keys, row + 2 * PANEL + LANES);
    c2.intoArray(keys, row + 2 * PANEL + 2 * LANES);
    c3.intoArray(keys, row + 2 * PANEL + 3 * LANES);
    e0.intoArray(keys, row + 3 * PANEL);
    e1.intoArray(keys, row + 3 * PANEL + LANES);
    e2.intoArray(keys, row + 3 * PANEL + 2 * LANES);
    e3.intoArray(keys, row + 3 * PANEL + 3 * LANES);
    f0.intoArray(keys, row + 4 * PANEL);
    f1.intoArray(keys, row + 4 * PANEL + LANES);
    f2.intoArray(keys, row + 4 * PANEL + 2 * LANES);
    f3.intoArray(keys, row + 4 * PANEL + 3 * LANES);
    g0.intoArray(keys, row + 5 * PANEL);
    g1.intoArray(keys, row + 5 * PANEL + LANES);
    g2.intoArray(keys, row + 5 * PANEL + 2 * LANES);
    g3.intoArray(keys, row + 5 * PANEL + 3 * LANES);
  }

  /// 2 vectors x 6 queries: 12 sums in registers.
  static void twoBySix(
      MemorySegment codes,
      long strip,
      int width,
      int columns,
      float[] terms,
      float[] queries,
      int[] at,
      float[] keys,
      int row) {
    int q0 = at[0];
    int q1 = at[1];
    int q2 = at[2];
    int q3 = at[3];
    int q4 = at[4];
    int q5 = at[5];
    FloatVector a0 = FloatVector.fromArray(SPECIES, terms, row);
    FloatVector a1 = FloatVector.fromArray(SPECIES, terms, row + LANES);
    FloatVector b0 = a0, b1 = a1;
    FloatVector c0 = a0, c1 = a1;
    FloatVector e0 = a0, e1 = a1;
    FloatVector f0 = a0, f1 = a1;
    FloatVector g0 = a0, g1 = a1;
    long from = strip;
    int i = 0;
    do {
      FloatVector x0 = load(codes, from);
      FloatVector x1 = load(codes, from + LANES);
      FloatVector y = FloatVector.broadcast(SPECIES, queries[q0 + i]);
      a0 = x0.fma(y, a0);
      a1 = x1.fma(y, a1);
      y = FloatVector.broadcast(SPECIES, queries[q1 + i]);
      b0 = x0.fma(y, b0);
      b1 = x1.fma(y, b1);
      y = FloatVector.broadcast(SPECIES, queries[q2 + i]);
      c0 = x0.fma(y, c0);
      c1 = x1.fma(y, c1);
      y = FloatVector.broadcast(SPECIES, queries[q3 + i]);
      e0 = x0.fma(y, e0);
      e1 = x1.fma(y, e1);
      y = FloatVector.broadcast(SPECIES, queries[q4 + i]);
      f0 = x0.fma(y, f0);
      f1 = x1.fma(y, f1);
      y = FloatVector.broadcast(SPECIES, queries[q5 + i]);
      g0 = x0.fma(y, g0);
      g1 = x1.fma(y, g1);
      i++;
      from += width;
    } while (i < columns);
    a0.intoArray(keys, row);
    a1.intoArray(keys, row + LANES);
    b0.intoArray(keys, row + PANEL);
    b1.intoArray(keys, row + PANEL + LANES);
    c0.intoArray(keys, row + 2 * PANEL);
    c1.intoArray(keys, row + 2 * PANEL + LANES);
    e0.intoArray(keys, row + 3 * PANEL);
    e1.intoArray(keys, row + 3 * PANEL + LANES);
    f0.intoArray(keys, row + 4 * PANEL);
    f1.intoArray(keys, row + 4 * PANEL + LANES);
    g0.intoArray(keys, row + 5 * PANEL);
    g1.intoArray(keys, row + 5 * PANEL + LANES);
  }

  /// 4 vectors x 1 query.
  static void fourByOne(
      MemorySegment codes,
      long strip,
      int width,
      int columns,
      float[] terms,
      float[] queries,
      int[] at,
      float[] keys,
      int row) {
    int q0 = at[0];
    FloatVector a0 = FloatVector.fromArray(SPECIES, terms, row);
    FloatVector a1 = FloatVector.fromArray(SPECIES, terms, row + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, terms, row + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, terms, row + 3 * LANES);
    long from = strip;
    int i = 0;
    do {
      FloatVector y = FloatVector.broadcast(SPECIES, queries[q0 + i]);
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

  /// 2 vectors x 1 query.
  static void twoByOne(
      MemorySegment codes,
      long strip,
      int width,
      int columns,
      float[] terms,
      float[] queries,
      int[] at,
      float[] keys,
      int row) {
    int q0 = at[0];
    FloatVector a0 = FloatVector.fromArray(SPECIES, terms, row);
    FloatVector a1 = FloatVector.fromArray(SPECIES, terms, row + LANES);
    long from = strip;
    int i = 0;
    do {
      FloatVector y = FloatVector.broadcast(SPECIES, queries[q0 + i]);
      a0 = load(codes, from).fma(y, a0);
      a1 = load(codes, from + LANES).fma(y, a1);
      i++;
      from += width;
    } while (i < columns);
    a0.intoArray(keys, row);
    a1.intoArray(keys, row + LANES);
  }
}
