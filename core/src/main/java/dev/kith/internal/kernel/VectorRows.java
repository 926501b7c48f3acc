// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.RowKeys.SUMS;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;
import static dev.kith.internal.kernel.VectorKernels.VECTOR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Sums over single rows: the 16 sums of [RowKeys] are one vector, two or four, and the JIT
/// compiler drops the branches for the widths that this process does not have.
///
/// The sums of a row are one chain of additions; as rows do not depend on each other, the processor
/// works on several at a time, and loads those to come meanwhile.
final class VectorRows {

  private VectorRows() {}

  /// Sums of squared differences.
  ///
  /// @param rows holds the row
  /// @param row where it begins, in bytes
  /// @param whole components, a multiple of 16
  /// @param queries holds the query
  /// @param at where the query starts
  /// @param sums receives 16 sums
  static void squares(
      MemorySegment rows, long row, int whole, float[] queries, int at, float[] sums) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a = zero, b = zero, c = zero, e = zero;
    long from = row;
    for (int i = 0; i < whole; i += SUMS, from += SUMS * Float.BYTES) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, rows, from, ORDER);
      FloatVector y = FloatVector.fromArray(SPECIES, queries, at + i);
      FloatVector z = x.sub(y);
      a = z.fma(z, a);
      if (LANES < SUMS) {
        x = FloatVector.fromMemorySegment(SPECIES, rows, from + VECTOR, ORDER);
        y = FloatVector.fromArray(SPECIES, queries, at + i + LANES);
        z = x.sub(y);
        b = z.fma(z, b);
      }
      if (2 * LANES < SUMS) {
        x = FloatVector.fromMemorySegment(SPECIES, rows, from + 2 * VECTOR, ORDER);
        y = FloatVector.fromArray(SPECIES, queries, at + i + 2 * LANES);
        z = x.sub(y);
        c = z.fma(z, c);
        x = FloatVector.fromMemorySegment(SPECIES, rows, from + 3 * VECTOR, ORDER);
        y = FloatVector.fromArray(SPECIES, queries, at + i + 3 * LANES);
        z = x.sub(y);
        e = z.fma(z, e);
      }
    }
    a.intoArray(sums, 0);
    if (LANES < SUMS) {
      b.intoArray(sums, LANES);
    }
    if (2 * LANES < SUMS) {
      c.intoArray(sums, 2 * LANES);
      e.intoArray(sums, 3 * LANES);
    }
  }

  /// Sums of products.
  ///
  /// @param rows holds the row
  /// @param row where it begins, in bytes
  /// @param whole components, a multiple of 16
  /// @param queries holds the query
  /// @param at where the query starts
  /// @param sums receives 16 sums
  static void products(
      MemorySegment rows, long row, int whole, float[] queries, int at, float[] sums) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a = zero, b = zero, c = zero, e = zero;
    long from = row;
    for (int i = 0; i < whole; i += SUMS, from += SUMS * Float.BYTES) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, rows, from, ORDER);
      FloatVector y = FloatVector.fromArray(SPECIES, queries, at + i);
      a = x.fma(y, a);
      if (LANES < SUMS) {
        x = FloatVector.fromMemorySegment(SPECIES, rows, from + VECTOR, ORDER);
        y = FloatVector.fromArray(SPECIES, queries, at + i + LANES);
        b = x.fma(y, b);
      }
      if (2 * LANES < SUMS) {
        x = FloatVector.fromMemorySegment(SPECIES, rows, from + 2 * VECTOR, ORDER);
        y = FloatVector.fromArray(SPECIES, queries, at + i + 2 * LANES);
        c = x.fma(y, c);
        x = FloatVector.fromMemorySegment(SPECIES, rows, from + 3 * VECTOR, ORDER);
        y = FloatVector.fromArray(SPECIES, queries, at + i + 3 * LANES);
        e = x.fma(y, e);
      }
    }
    a.intoArray(sums, 0);
    if (LANES < SUMS) {
      b.intoArray(sums, LANES);
    }
    if (2 * LANES < SUMS) {
      c.intoArray(sums, 2 * LANES);
      e.intoArray(sums, 3 * LANES);
    }
  }

  /// Rows that [#fourSquares] and [#fourProducts] take at a time.
  static final int FOUR = 4;

  /// Sums of squared differences of four rows, where one vector holds the 16 sums of a row: what is
  /// loaded of the query serves all of them, and no sum waits for another.
  ///
  /// @param rows holds the rows
  /// @param row0 where the first begins, in bytes
  /// @param row1 where the second begins
  /// @param row2 where the third begins
  /// @param row3 where the fourth begins
  /// @param whole components, a multiple of 16, at least 16
  /// @param queries holds the query
  /// @param at where the query starts
  /// @param sums receives 4 x 16 sums
  static void fourSquares(
      MemorySegment rows,
      long row0,
      long row1,
      long row2,
      long row3,
      int whole,
      float[] queries,
      int at,
      float[] sums) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a = zero, b = zero, c = zero, e = zero;
    long i = 0;
    int q = at;
    do {
      FloatVector y = FloatVector.fromArray(SPECIES, queries, q);
      FloatVector z = FloatVector.fromMemorySegment(SPECIES, rows, row0 + i, ORDER).sub(y);
      a = z.fma(z, a);
      z = FloatVector.fromMemorySegment(SPECIES, rows, row1 + i, ORDER).sub(y);
      b = z.fma(z, b);
      z = FloatVector.fromMemorySegment(SPECIES, rows, row2 + i, ORDER).sub(y);
      c = z.fma(z, c);
      z = FloatVector.fromMemorySegment(SPECIES, rows, row3 + i, ORDER).sub(y);
      e = z.fma(z, e);
      i += VECTOR;
      q += LANES;
    } while (q < at + whole);
    a.intoArray(sums, 0);
    b.intoArray(sums, SUMS);
    c.intoArray(sums, 2 * SUMS);
    e.intoArray(sums, 3 * SUMS);
  }

  /// Sums of products of four rows; otherwise as [#fourSquares].
  static void fourProducts(
      MemorySegment rows,
      long row0,
      long row1,
      long row2,
      long row3,
      int whole,
      float[] queries,
      int at,
      float[] sums) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a = zero, b = zero, c = zero, e = zero;
    long i = 0;
    int q = at;
    do {
      FloatVector y = FloatVector.fromArray(SPECIES, queries, q);
      a = FloatVector.fromMemorySegment(SPECIES, rows, row0 + i, ORDER).fma(y, a);
      b = FloatVector.fromMemorySegment(SPECIES, rows, row1 + i, ORDER).fma(y, b);
      c = FloatVector.fromMemorySegment(SPECIES, rows, row2 + i, ORDER).fma(y, c);
      e = FloatVector.fromMemorySegment(SPECIES, rows, row3 + i, ORDER).fma(y, e);
      i += VECTOR;
      q += LANES;
    } while (q < at + whole);
    a.intoArray(sums, 0);
    b.intoArray(sums, SUMS);
    c.intoArray(sums, 2 * SUMS);
    e.intoArray(sums, 3 * SUMS);
  }
}
