// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

/// A query against listed rows, by the loops of [VectorRows]: four rows at a time, where they lie
/// together. See [RowKeys].
final class ListedRows {

  private ListedRows() {}

  static void squares(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums) {
    int whole = memory.d() & -RowKeys.SUMS;
    int i = from;
    if (VectorKernels.LANES == RowKeys.SUMS && whole > 0) {
      for (;
          i + VectorRows.FOUR <= to && memory.holdsTogether(rows, i, VectorRows.FOUR);
          i += VectorRows.FOUR) {
        VectorRows.fourSquares(
            memory.chunk(rows[i]),
            memory.offset(rows[i]),
            memory.offset(rows[i + 1]),
            memory.offset(rows[i + 2]),
            memory.offset(rows[i + 3]),
            whole,
            queries,
            at,
            sums);
        for (int j = 0; j < VectorRows.FOUR; j++) {
          if (whole < memory.d()) {
            ScalarRows.addSquares(memory, rows[i + j], whole, queries, at, sums, j * RowKeys.SUMS);
          }
          keys[i + j] = RowKeys.total(sums, j * RowKeys.SUMS);
        }
      }
    }
    for (; i < to; i++) {
      long row = rows[i];
      VectorRows.squares(memory.chunk(row), memory.offset(row), whole, queries, at, sums);
      if (whole < memory.d()) {
        ScalarRows.addSquares(memory, row, whole, queries, at, sums, 0);
      }
      keys[i] = RowKeys.total(sums);
    }
  }

  static void negatedProducts(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums) {
    int whole = memory.d() & -RowKeys.SUMS;
    int i = from;
    if (VectorKernels.LANES == RowKeys.SUMS && whole > 0) {
      for (;
          i + VectorRows.FOUR <= to && memory.holdsTogether(rows, i, VectorRows.FOUR);
          i += VectorRows.FOUR) {
        VectorRows.fourProducts(
            memory.chunk(rows[i]),
            memory.offset(rows[i]),
            memory.offset(rows[i + 1]),
            memory.offset(rows[i + 2]),
            memory.offset(rows[i + 3]),
            whole,
            queries,
            at,
            sums);
        for (int j = 0; j < VectorRows.FOUR; j++) {
          if (whole < memory.d()) {
            ScalarRows.addProducts(memory, rows[i + j], whole, queries, at, sums, j * RowKeys.SUMS);
          }
          keys[i + j] = -RowKeys.total(sums, j * RowKeys.SUMS);
        }
      }
    }
    for (; i < to; i++) {
      long row = rows[i];
      VectorRows.products(memory.chunk(row), memory.offset(row), whole, queries, at, sums);
      if (whole < memory.d()) {
        ScalarRows.addProducts(memory, row, whole, queries, at, sums, 0);
      }
      keys[i] = -RowKeys.total(sums);
    }
  }
}
