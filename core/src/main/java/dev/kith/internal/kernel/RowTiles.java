// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.RowKeys.SUMS;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;
import static dev.kith.internal.kernel.VectorKernels.VECTOR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Rows that lie together against a tile of queries: 4 rows x 3 queries, whose 12 sums stay in
/// registers, with 4 loads of rows and 3 of queries for 16 components. A vector holds the 16 sums
/// of [RowKeys] of one pair; so the keys are the same, and rows need not be turned.
///
/// Register names: `x0` to `x3` hold components of the rows, `y` those of a query, `z` a
/// difference; `a0` to `c3` the sums, a letter for a query and a digit for a row. Written out as
/// [L2Tiles] says.
final class RowTiles {

  /// Rows of a tile.
  static final int ROWS = 4;

  private RowTiles() {}

  /// Keys of rows and queries; see [SketchKernels#rowTile].
  static void compute(
      boolean products,
      MemorySegment rows,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys,
      float[] sums) {
    int whole = d & -SUMS;
    long rowBytes = (long) d * Float.BYTES;
    for (int row = 0; row < width; row += ROWS) {
      // a tile that is not full ends where the rows end
      int first = Math.max(0, Math.min(row, width - ROWS));
      long from = offset + first * rowBytes;
      if (products) {
        products(rows, from, rowBytes, whole, queries, at, sums);
      } else {
        squares(rows, from, rowBytes, whole, queries, at, sums);
      }
      for (int q = 0; q < count; q++) {
        for (int i = 0; i < ROWS; i++) {
          int sum = (q * ROWS + i) * SUMS;
          if (whole < d) {
            addRest(products, rows, from + i * rowBytes, whole, d, queries, at[q], sums, sum);
          }
          float total = RowKeys.total(sums, sum);
          keys[q * Kernels.PANEL + first + i] = products ? -total : total;
        }
      }
    }
  }

  private static void addRest(
      boolean products,
      MemorySegment rows,
      long row,
      int whole,
      int d,
      float[] queries,
      int at,
      float[] sums,
      int to) {
    if (products) {
      ScalarRows.addProducts(rows, row, whole, d, queries, at, sums, to);
    } else {
      ScalarRows.addSquares(rows, row, whole, d, queries, at, sums, to);
    }
  }

  /// Sums of squared differences.
  ///
  /// @param first where the first row begins, in bytes
  /// @param rowBytes from a row to the next
  /// @param whole components, a multiple of 16, at least 16
  /// @param sums receives 16 sums of row i and query q at `(4 q + i) * 16`
  static void squares(
      MemorySegment rows,
      long first,
      long rowBytes,
      int whole,
      float[] queries,
      int[] at,
      float[] sums) {
    int q0 = at[0];
    int q1 = at[1];
    int q2 = at[2];
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    FloatVector b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    FloatVector c0 = zero, c1 = zero, c2 = zero, c3 = zero;
    long from = first;
    int i = 0;
    do {
      FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, rows, from, ORDER);
      FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, rows, from + rowBytes, ORDER);
      FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, rows, from + 2 * rowBytes, ORDER);
      FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, rows, from + 3 * rowBytes, ORDER);
      FloatVector y = FloatVector.fromArray(SPECIES, queries, q0 + i);
      FloatVector z = x0.sub(y);
      a0 = z.fma(z, a0);
      z = x1.sub(y);
      a1 = z.fma(z, a1);
      z = x2.sub(y);
      a2 = z.fma(z, a2);
      z = x3.sub(y);
      a3 = z.fma(z, a3);
      y = FloatVector.fromArray(SPECIES, queries, q1 + i);
      z = x0.sub(y);
      b0 = z.fma(z, b0);
      z = x1.sub(y);
      b1 = z.fma(z, b1);
      z = x2.sub(y);
      b2 = z.fma(z, b2);
      z = x3.sub(y);
      b3 = z.fma(z, b3);
      y = FloatVector.fromArray(SPECIES, queries, q2 + i);
      z = x0.sub(y);
      c0 = z.fma(z, c0);
      z = x1.sub(y);
      c1 = z.fma(z, c1);
      z = x2.sub(y);
      c2 = z.fma(z, c2);
      z = x3.sub(y);
      c3 = z.fma(z, c3);
      i += LANES;
      from += VECTOR;
    } while (i < whole);
    a0.intoArray(sums, 0 * SUMS);
    a1.intoArray(sums, 1 * SUMS);
    a2.intoArray(sums, 2 * SUMS);
    a3.intoArray(sums, 3 * SUMS);
    b0.intoArray(sums, 4 * SUMS);
    b1.intoArray(sums, 5 * SUMS);
    b2.intoArray(sums, 6 * SUMS);
    b3.intoArray(sums, 7 * SUMS);
    c0.intoArray(sums, 8 * SUMS);
    c1.intoArray(sums, 9 * SUMS);
    c2.intoArray(sums, 10 * SUMS);
    c3.intoArray(sums, 11 * SUMS);
  }

  /// Sums of products; otherwise as [#squares].
  static void products(
      MemorySegment rows,
      long first,
      long rowBytes,
      int whole,
      float[] queries,
      int[] at,
      float[] sums) {
    int q0 = at[0];
    int q1 = at[1];
    int q2 = at[2];
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    FloatVector b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    FloatVector c0 = zero, c1 = zero, c2 = zero, c3 = zero;
    long from = first;
    int i = 0;
    do {
      FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, rows, from, ORDER);
      FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, rows, from + rowBytes, ORDER);
      FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, rows, from + 2 * rowBytes, ORDER);
      FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, rows, from + 3 * rowBytes, ORDER);
      FloatVector y = FloatVector.fromArray(SPECIES, queries, q0 + i);
      a0 = x0.fma(y, a0);
      a1 = x1.fma(y, a1);
      a2 = x2.fma(y, a2);
      a3 = x3.fma(y, a3);
      y = FloatVector.fromArray(SPECIES, queries, q1 + i);
      b0 = x0.fma(y, b0);
      b1 = x1.fma(y, b1);
      b2 = x2.fma(y, b2);
      b3 = x3.fma(y, b3);
      y = FloatVector.fromArray(SPECIES, queries, q2 + i);
      c0 = x0.fma(y, c0);
      c1 = x1.fma(y, c1);
      c2 = x2.fma(y, c2);
      c3 = x3.fma(y, c3);
      i += LANES;
      from += VECTOR;
    } while (i < whole);
    a0.intoArray(sums, 0 * SUMS);
    a1.intoArray(sums, 1 * SUMS);
    a2.intoArray(sums, 2 * SUMS);
    a3.intoArray(sums, 3 * SUMS);
    b0.intoArray(sums, 4 * SUMS);
    b1.intoArray(sums, 5 * SUMS);
    b2.intoArray(sums, 6 * SUMS);
    b3.intoArray(sums, 7 * SUMS);
    c0.intoArray(sums, 8 * SUMS);
    c1.intoArray(sums, 9 * SUMS);
    c2.intoArray(sums, 10 * SUMS);
    c3.intoArray(sums, 11 * SUMS);
  }
}
