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
}
