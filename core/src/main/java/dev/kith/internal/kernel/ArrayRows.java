// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.RowKeys.SUMS;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Products of one vector with four others, all of them in arrays: what is loaded of the one is
/// used four times, and four chains of additions do not wait for each other. Where a vector has
/// fewer lanes than there are sums, each takes its turn over all components.
final class ArrayRows {

  private ArrayRows() {}

  /// See [Kernels#productsOfRows].
  static void products(
      float[] x,
      int at,
      float[] rows,
      int[] rowAt,
      int first,
      int to,
      int d,
      float[] products,
      float[] sums) {
    int whole = d & -RowKeys.SUMS;
    for (int four = first; four < to; four += 4) {
      if (whole > 0) {
        fourProducts(x, at, rows, rowAt, four, whole, sums);
      } else {
        Arrays.fill(sums, 0f);
      }
      for (int i = 0; i < 4; i++) {
        int sum = i * RowKeys.SUMS;
        if (whole < d) {
          ScalarRows.addProducts(x, at, rows, rowAt[four + i], whole, d, sums, sum);
        }
        products[four + i] = RowKeys.total(sums, sum);
      }
    }
  }

  /// Multiplies one vector with four.
  ///
  /// @param x holds the one
  /// @param at where it begins
  /// @param rows holds the four
  /// @param rowAt where they begin, from `first` on
  /// @param whole components that count, a positive multiple of 16
  /// @param sums receives 16 sums of each of the four
  private static void fourProducts(
      float[] x, int at, float[] rows, int[] rowAt, int first, int whole, float[] sums) {
    int r0 = rowAt[first];
    int r1 = rowAt[first + 1];
    int r2 = rowAt[first + 2];
    int r3 = rowAt[first + 3];
    for (int lane = 0; lane < SUMS; lane += LANES) {
      turn(x, at, rows, r0, r1, r2, r3, lane, whole, sums);
    }
  }

  private static void turn(
      float[] x,
      int at,
      float[] rows,
      int r0,
      int r1,
      int r2,
      int r3,
      int lane,
      int whole,
      float[] sums) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a = zero, b = zero, c = zero, e = zero;
    int i = lane;
    do {
      FloatVector y = FloatVector.fromArray(SPECIES, x, at + i);
      a = y.fma(FloatVector.fromArray(SPECIES, rows, r0 + i), a);
      b = y.fma(FloatVector.fromArray(SPECIES, rows, r1 + i), b);
      c = y.fma(FloatVector.fromArray(SPECIES, rows, r2 + i), c);
      e = y.fma(FloatVector.fromArray(SPECIES, rows, r3 + i), e);
      i += SUMS;
    } while (i < whole);
    a.intoArray(sums, lane);
    b.intoArray(sums, SUMS + lane);
    c.intoArray(sums, 2 * SUMS + lane);
    e.intoArray(sums, 3 * SUMS + lane);
  }
}
