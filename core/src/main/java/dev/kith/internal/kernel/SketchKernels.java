// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Operations on panels of sketches (see `dev.kith.internal.sketch.ByteSketch`). Arguments are
/// trusted, as in [Kernels].
public interface SketchKernels {

  /// Keys of sketches: a row of a panel has a float, its *term*, and signed bytes. Its key is the
  /// term less the bytes times the coefficients of a query, fused, in the order of the columns.
  ///
  /// @param sketches holds the panel, byte after byte of all rows: the four bytes of the term, the
  ///   least significant first, then the columns; and [Kernels#PANEL] readable bytes behind it
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [Kernels#PANEL]
  /// @param columns bytes of a row besides its term, at least 1
  /// @param query holds the coefficients
  /// @param at where in `query` they begin
  /// @param keys receives the key of row j at j; the rest of [Kernels#PANEL] floats is left
  ///   undefined
  default void sketchKeys(
      MemorySegment sketches,
      long offset,
      int width,
      int columns,
      float[] query,
      int at,
      float[] keys) {
    ScalarSketches.keys(sketches, offset, width, columns, query, at, keys);
  }

  /// Decodes a panel of sketches, to be compared with many queries: the negated inner products of
  /// what comes out with the coefficients of queries, a -1 before them, are their keys.
  ///
  /// @param sketches holds the panel, as for [#sketchKeys]
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [Kernels#PANEL]
  /// @param columns bytes of a row besides its term, at least 1
  /// @param panel receives the panel of floats from its start: the terms, then the columns; and
  ///   [Kernels#SLACK] bytes, which are left undefined
  default void sketchPanel(
      MemorySegment sketches, long offset, int width, int columns, MemorySegment panel) {
    ScalarSketches.panel(sketches, offset, width, columns, panel);
  }

  /// Queries that [#rowTile] compares together.
  int ROW_TILE = 3;

  /// Scratch of [#rowTile].
  int ROW_TILE_SUMS = ROW_TILE * 4 * RowKeys.SUMS;

  /// Whether [#rowTile] is faster than turning rows.
  ///
  /// @param d components of a row
  /// @return false where there is no kernel for it
  default boolean hasRowTiles(int d) {
    return false;
  }

  /// Compares rows that lie one after another with some queries, each pair as [RowKeys] does.
  ///
  /// @param products whether keys are negated inner products, and not squared distances
  /// @param rows holds the rows
  /// @param offset byte offset of the first
  /// @param width rows, 4 to [Kernels#PANEL]
  /// @param d components of a row, at least 16
  /// @param queries row-major queries
  /// @param at where in `queries` each of them starts, [#ROW_TILE] entries
  /// @param count queries that count, at most [#ROW_TILE]
  /// @param keys receives row j of query q at `q * PANEL + j`
  /// @param sums scratch, [#ROW_TILE_SUMS] floats
  default void rowTile(
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
    for (int q = 0; q < count; q++) {
      for (int j = 0; j < width; j++) {
        long row = offset + (long) j * d * Float.BYTES;
        Arrays.fill(sums, 0, RowKeys.SUMS, 0f);
        if (products) {
          ScalarRows.addProducts(rows, row, 0, d, queries, at[q], sums, 0);
        } else {
          ScalarRows.addSquares(rows, row, 0, d, queries, at[q], sums, 0);
        }
        float total = RowKeys.total(sums);
        keys[q * Kernels.PANEL + j] = products ? -total : total;
      }
    }
  }

  /// Sums of products of one vector with listed ones, all in arrays, in the order of [RowKeys].
  ///
  /// @param x holds the one
  /// @param at where it begins
  /// @param rows holds the others
  /// @param rowAt where each begins
  /// @param first the first entry of `rowAt` that counts, a multiple of 4
  /// @param to one past the last; up to the next multiple of 4 entries must name vectors too
  /// @param d dimensions
  /// @param products receives the product with `rowAt[i]` at i, up to the next multiple of 4
  /// @param sums scratch, `4 * RowKeys.SUMS` floats
  default void productsOfRows(
      float[] x,
      int at,
      float[] rows,
      int[] rowAt,
      int first,
      int to,
      int d,
      float[] products,
      float[] sums) {
    for (int i = first; i < to; i++) {
      Arrays.fill(sums, 0, RowKeys.SUMS, 0f);
      ScalarRows.addProducts(x, at, rows, rowAt[i], 0, d, sums, 0);
      products[i] = RowKeys.total(sums);
    }
  }
}
