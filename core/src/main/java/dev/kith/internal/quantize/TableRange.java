// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.internal.kernel.Kernels;

/// What the entries of a table of floats lie between: M columns of 16 entries. Sums are those of
/// floats, in the order of the columns, as in Faiss (specification of the factory, section 2.8).
public final class TableRange {

  private final Kernels kernels = Kernels.best();
  private final float[] least;
  private final float[] largest;
  private float leastSum;
  private float spanSum;
  private float largestSpan;

  /// A range of nothing.
  ///
  /// @param columns M
  public TableRange(int columns) {
    this.least = new float[columns];
    this.largest = new float[columns];
  }

  /// Measures a table.
  ///
  /// @param table holds `M * 16` floats from `at`
  /// @param at of the first
  public void measure(float[] table, int at) {
    kernels.packedLookups().range(table, at, least.length, least, largest);
    leastSum = 0;
    spanSum = 0;
    largestSpan = 0;
    for (int column = 0; column < least.length; column++) {
      float span = largest[column] - least[column];
      leastSum += least[column];
      spanSum += span;
      largestSpan = Math.max(largestSpan, span);
    }
  }

  /// The sum of the least entries of all columns: no sum of entries is less.
  ///
  /// @return a sum in the order of the columns
  public float leastSum() {
    return leastSum;
  }

  /// What the largest sum of entries exceeds the least one by.
  ///
  /// @return the sum of the spans of all columns, in their order
  public float spanSum() {
    return spanSum;
  }

  /// The largest span of a column.
  ///
  /// @return its largest entry minus its least
  public float largestSpan() {
    return largestSpan;
  }

  /// Makes bytes of the table that was measured; see [PackedLookups#round].
  ///
  /// @param table holds the table from `at`
  /// @param at of the first entry
  /// @param factor makes no more than 255 of the largest span
  /// @param bytes receives `M * 16` bytes from `to`
  /// @param to of the first byte
  public void round(float[] table, int at, float factor, byte[] bytes, int to) {
    kernels.packedLookups().round(table, at, least.length, least, factor, bytes, to);
  }
}
