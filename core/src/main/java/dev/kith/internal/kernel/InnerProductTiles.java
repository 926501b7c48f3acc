// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;
import static dev.kith.internal.kernel.VectorKernels.VECTOR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Inner products, negated, of a strip of a panel with one query or several.
///
/// Register names and the reason for the written-out loops: see [L2Tiles].
final class InnerProductTiles {

  private InnerProductTiles() {}

  /// 4 vectors x 6 queries: 24 sums in registers, 4 loads and 6 broadcasts a dimension.
  static void fourBySix(
      MemorySegment panels,
      long strip,
      int width,
      int d,
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
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    FloatVector b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    FloatVector c0 = zero, c1 = zero, c2 = zero, c3 = zero;
    FloatVector e0 = zero, e1 = zero, e2 = zero, e3 = zero;
    FloatVector f0 = zero, f1 = zero, f2 = zero, f3 = zero;
    FloatVector g0 = zero, g1 = zero, g2 = zero, g3 = zero;
    long step = (long) width * Float.BYTES;
    long from = strip;
    int i = 0;
    do {
      FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, panels, from, ORDER);
      FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, panels, from + VECTOR, ORDER);
      FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, panels, from + 2 * VECTOR, ORDER);
      FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, panels, from + 3 * VECTOR, ORDER);
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
      from += step;
    } while (i < d);
    a0.neg().intoArray(keys, row);
    a1.neg().intoArray(keys, row + LANES);
    a2.neg().intoArray(keys, row + 2 * LANES);
    a3.neg().intoArray(keys, row + 3 * LANES);
    b0.neg().intoArray(keys, row + PANEL);
    b1.neg().intoArray(keys, row + PANEL + LANES);
    b2.neg().intoArray(keys, row + PANEL + 2 * LANES);
    b3.neg().intoArray(keys, row + PANEL + 3 * LANES);
    c0.neg().intoArray(keys, row + 2 * PANEL);
    c1.neg().intoArray(keys, row + 2 * PANEL + LANES);
    c2.neg().intoArray(keys, row + 2 * PANEL + 2 * LANES);
    c3.neg().intoArray(keys, row + 2 * PANEL + 3 * LANES);
    e0.neg().intoArray(keys, row + 3 * PANEL);
    e1.neg().intoArray(keys, row + 3 * PANEL + LANES);
    e2.neg().intoArray(keys, row + 3 * PANEL + 2 * LANES);
    e3.neg().intoArray(keys, row + 3 * PANEL + 3 * LANES);
    f0.neg().intoArray(keys, row + 4 * PANEL);
    f1.neg().intoArray(keys, row + 4 * PANEL + LANES);
    f2.neg().intoArray(keys, row + 4 * PANEL + 2 * LANES);
    f3.neg().intoArray(keys, row + 4 * PANEL + 3 * LANES);
    g0.neg().intoArray(keys, row + 5 * PANEL);
    g1.neg().intoArray(keys, row + 5 * PANEL + LANES);
    g2.neg().intoArray(keys, row + 5 * PANEL + 2 * LANES);
    g3.neg().intoArray(keys, row + 5 * PANEL + 3 * LANES);
  }

  /// 4 vectors x 1 query, bound by the loads.
  static void fourByOne(
      MemorySegment panels,
      long strip,
      int width,
      int d,
      float[] queries,
      int[] at,
      float[] keys,
      int row) {
    int q0 = at[0];
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    long step = (long) width * Float.BYTES;
    long from = strip;
    int i = 0;
    do {
      FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, panels, from, ORDER);
      FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, panels, from + VECTOR, ORDER);
      FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, panels, from + 2 * VECTOR, ORDER);
      FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, panels, from + 3 * VECTOR, ORDER);
      FloatVector y = FloatVector.broadcast(SPECIES, queries[q0 + i]);
      a0 = x0.fma(y, a0);
      a1 = x1.fma(y, a1);
      a2 = x2.fma(y, a2);
      a3 = x3.fma(y, a3);
      i++;
      from += step;
    } while (i < d);
    a0.neg().intoArray(keys, row);
    a1.neg().intoArray(keys, row + LANES);
    a2.neg().intoArray(keys, row + 2 * LANES);
    a3.neg().intoArray(keys, row + 3 * LANES);
  }

  /// 2 vectors x 6 queries: 12 sums in registers, 2 loads and 6 broadcasts a dimension.
  static void twoBySix(
      MemorySegment panels,
      long strip,
      int width,
      int d,
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
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero;
    FloatVector b0 = zero, b1 = zero;
    FloatVector c0 = zero, c1 = zero;
    FloatVector e0 = zero, e1 = zero;
    FloatVector f0 = zero, f1 = zero;
    FloatVector g0 = zero, g1 = zero;
    long step = (long) width * Float.BYTES;
    long from = strip;
    int i = 0;
    do {
      FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, panels, from, ORDER);
      FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, panels, from + VECTOR, ORDER);
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
      from += step;
    } while (i < d);
    a0.neg().intoArray(keys, row);
    a1.neg().intoArray(keys, row + LANES);
    b0.neg().intoArray(keys, row + PANEL);
    b1.neg().intoArray(keys, row + PANEL + LANES);
    c0.neg().intoArray(keys, row + 2 * PANEL);
    c1.neg().intoArray(keys, row + 2 * PANEL + LANES);
    e0.neg().intoArray(keys, row + 3 * PANEL);
    e1.neg().intoArray(keys, row + 3 * PANEL + LANES);
    f0.neg().intoArray(keys, row + 4 * PANEL);
    f1.neg().intoArray(keys, row + 4 * PANEL + LANES);
    g0.neg().intoArray(keys, row + 5 * PANEL);
    g1.neg().intoArray(keys, row + 5 * PANEL + LANES);
  }

  /// 2 vectors x 1 query, bound by the loads.
  static void twoByOne(
      MemorySegment panels,
      long strip,
      int width,
      int d,
      float[] queries,
      int[] at,
      float[] keys,
      int row) {
    int q0 = at[0];
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero;
    long step = (long) width * Float.BYTES;
    long from = strip;
    int i = 0;
    do {
      FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, panels, from, ORDER);
      FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, panels, from + VECTOR, ORDER);
      FloatVector y = FloatVector.broadcast(SPECIES, queries[q0 + i]);
      a0 = x0.fma(y, a0);
      a1 = x1.fma(y, a1);
      i++;
      from += step;
    } while (i < d);
    a0.neg().intoArray(keys, row);
    a1.neg().intoArray(keys, row + LANES);
  }
}
