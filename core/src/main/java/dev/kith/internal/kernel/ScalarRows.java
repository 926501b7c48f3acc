// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.RowKeys.SUMS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Sums over single rows, component after component: the readable reference, and the ends of rows
/// that fill no vector.
final class ScalarRows {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private ScalarRows() {}

  /// Adds squared differences.
  ///
  /// @param first the first component that counts
  /// @param sums receives component i at `to + i mod 16`
  static void addSquares(
      RowMemory memory, long row, int first, float[] queries, int at, float[] sums, int to) {
    addSquares(memory.chunk(row), memory.offset(row), first, memory.d(), queries, at, sums, to);
  }

  /// The same for a row that begins at a byte.
  static void addSquares(
      MemorySegment rows,
      long start,
      int first,
      int d,
      float[] queries,
      int at,
      float[] sums,
      int to) {
    for (int i = first; i < d; i++) {
      float z = rows.get(FLOAT, start + (long) i * Float.BYTES) - queries[at + i];
      int sum = to + i % SUMS;
      sums[sum] = Math.fma(z, z, sums[sum]);
    }
  }

  /// Adds products.
  ///
  /// @param first the first component that counts
  /// @param sums receives component i at `to + i mod 16`
  static void addProducts(
      RowMemory memory, long row, int first, float[] queries, int at, float[] sums, int to) {
    addProducts(memory.chunk(row), memory.offset(row), first, memory.d(), queries, at, sums, to);
  }

  /// The same for a row that begins at a byte.
  static void addProducts(
      MemorySegment rows,
      long start,
      int first,
      int d,
      float[] queries,
      int at,
      float[] sums,
      int to) {
    for (int i = first; i < d; i++) {
      float x = rows.get(FLOAT, start + (long) i * Float.BYTES);
      int sum = to + i % SUMS;
      sums[sum] = Math.fma(x, queries[at + i], sums[sum]);
    }
  }

  /// Adds products with a row of an array.
  ///
  /// @param first the first component that counts
  /// @param sums receives component i at `to + i mod 16`
  static void addProducts(
      float[] x, int at, float[] rows, int row, int first, int d, float[] sums, int to) {
    for (int i = first; i < d; i++) {
      int sum = to + i % SUMS;
      sums[sum] = Math.fma(x[at + i], rows[row + i], sums[sum]);
    }
  }
}
