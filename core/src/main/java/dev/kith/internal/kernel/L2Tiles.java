// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;
import static dev.kith.internal.kernel.VectorKernels.VECTOR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Squared L2 distances of a strip of a panel to one query or several.
///
/// The difference is formed, not |x|^2 + |q|^2 - 2<x,q>: nothing cancels, a distance is never
/// negative, and processors with separate adders (Zen 5, Neoverse) give the subtraction away for
/// free.
///
/// Register names: `x0` to `x3` hold the strip's components of one dimension, `y` a query's,
/// broadcast; `z` a difference; `a0` to `g3` the sums, a letter for a query and a digit for a
/// vector.
///
/// The loops are written out, without helpers: the JIT compiler counts every node of what it
/// inlines, and past its limit it boxes all sums, which costs a factor of forty. They are do-while
/// loops because these run at full speed under every collector; for loops lose a quarter with some.
final class L2Tiles {

  private L2Tiles() {}

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
      FloatVector z = x0.sub(y);
      a0 = z.fma(z, a0);
      z = x1.sub(y);
      a1 = z.fma(z, a1);
      z = x2.sub(y);
      a2 = z.fma(z, a2);
      z = x3.sub(y);
      a3 = z.fma(z, a3);
      y = FloatVector.broadcast(SPECIES, queries[q1 + i]);
      z = x0.sub(y);
      b0 = z.fma(z, b0);
      z = x1.sub(y);
      b1 = z.fma(z, b1);
      z = x2.sub(y);
      b2 = z.fma(z, b2);
      z = x3.sub(y);
      b3 = z.fma(z, b3);
      y = FloatVector.broadcast(SPECIES, queries[q2 + i]);
      z = x0.sub(y);
      c0 = z.fma(z, c0);
      z = x1.sub(y);
      c1 = z.fma(z, c1);
      z = x2.sub(y);
      c2 = z.fma(z, c2);
      z = x3.sub(y);
      c3 = z.fma(z, c3);
      y = FloatVector.broadcast(SPECIES, queries[q3 + i]);
      z = x0.sub(y);
      e0 = z.fma(z, e0);
      z = x1.sub(y);
      e1 = z.fma(z, e1);
      z = x2.sub(y);
      e2 = z.fma(z, e2);
      z = x3.sub(y);
      e3 = z.fma(z, e3);
      y = FloatVector.broadcast(SPECIES, queries[q4 + i]);
      z = x0.sub(y);
      f0 = z.fma(z, f0);
      z = x1.sub(y);
      f1 = z.fma(z, f1);
      z = x2.sub(y);
      f2 = z.fma(z, f2);
      z = x3.sub(y);
      f3 = z.fma(z, f3);
      y = FloatVector.broadcast(SPECIES, queries[q5 + i]);
      z = x0.sub(y);
      g0 = z.fma(z, g0);
      z = x1.sub(y);
      g1 = z.fma(z, g1);
      z = x2.sub(y);
      g2 = z.fma(z, g2);
      z = x3.sub(y);
      g3 = z.fma(z, g3);
      i++;
      from += step;
    } while (i < d);
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
      FloatVector z = x0.sub(y);
      a0 = z.fma(z, a0);
      z = x1.sub(y);
      a1 = z.fma(z, a1);
      z = x2.sub(y);
      a2 = z.fma(z, a2);
      z = x3.sub(y);
      a3 = z.fma(z, a3);
      i++;
      from += step;
    } while (i < d);
    a0.intoArray(keys, row);
    a1.intoArray(keys, row + LANES);
    a2.intoArray(keys, row + 2 * LANES);
    a3.intoArray(keys, row + 3 * LANES);
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
      FloatVector z = x0.sub(y);
      a0 = z.fma(z, a0);
      z = x1.sub(y);
      a1 = z.fma(z, a1);
      y = FloatVector.broadcast(SPECIES, queries[q1 + i]);
      z = x0.sub(y);
      b0 = z.fma(z, b0);
      z = x1.sub(y);
      b1 = z.fma(z, b1);
      y = FloatVector.broadcast(SPECIES, queries[q2 + i]);
      z = x0.sub(y);
      c0 = z.fma(z, c0);
      z = x1.sub(y);
      c1 = z.fma(z, c1);
      y = FloatVector.broadcast(SPECIES, queries[q3 + i]);
      z = x0.sub(y);
      e0 = z.fma(z, e0);
      z = x1.sub(y);
      e1 = z.fma(z, e1);
      y = FloatVector.broadcast(SPECIES, queries[q4 + i]);
      z = x0.sub(y);
      f0 = z.fma(z, f0);
      z = x1.sub(y);
      f1 = z.fma(z, f1);
      y = FloatVector.broadcast(SPECIES, queries[q5 + i]);
      z = x0.sub(y);
      g0 = z.fma(z, g0);
      z = x1.sub(y);
      g1 = z.fma(z, g1);
      i++;
      from += step;
    } while (i < d);
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
      FloatVector z = x0.sub(y);
      a0 = z.fma(z, a0);
      z = x1.sub(y);
      a1 = z.fma(z, a1);
      i++;
      from += step;
    } while (i < d);
    a0.intoArray(keys, row);
    a1.intoArray(keys, row + LANES);
  }
}
