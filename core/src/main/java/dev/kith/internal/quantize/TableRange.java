// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

/// What the entries of a table of floats lie between: M columns, of 16 entries each. Sums are those
/// of floats, in the order of the columns, as in Faiss (specification of the factory, section 2.8).
public final class TableRange {

  private final int entries;
  private final float[] least;
  private float leastSum;
  private float spanSum;
  private float largestSpan;

  /// A range of nothing.
  ///
  /// @param columns M
  /// @param entries of a column
  public TableRange(int columns, int entries) {
    this.least = new float[columns];
    this.entries = entries;
  }

  /// Measures a table.
  ///
  /// @param table holds `M * entries` floats from `at`
  /// @param at of the first
  public void measure(float[] table, int at) {
    leastSum = 0;
    spanSum = 0;
    largestSpan = 0;
    for (int column = 0; column < least.length; column++) {
      measureColumn(column, table, at + column * entries);
    }
  }

  private void measureColumn(int column, float[] table, int at) {
    float min = table[at];
    float max = table[at];
    for (int i = 1; i < entries; i++) {
      min = Math.min(min, table[at + i]);
      max = Math.max(max, table[at + i]);
    }
    float span = max - min;
    least[column] = min;
    leastSum += min;
    spanSum += span;
    largestSpan = Math.max(largestSpan, span);
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

  /// Makes bytes of the table that was measured: `floor((entry - least) * factor + 0.5)`.
  ///
  /// @param table holds the table from `at`
  /// @param at of the first entry
  /// @param factor makes no more than 255 of the largest span
  /// @param bytes receives `M * entries` bytes from `to`
  /// @param to of the first byte
  public void round(float[] table, int at, float factor, byte[] bytes, int to) {
    for (int column = 0; column < least.length; column++) {
      float min = least[column];
      int first = column * entries;
      for (int i = first; i < first + entries; i++) {
        bytes[to + i] = (byte) (int) ((table[at + i] - min) * factor + 0.5f);
      }
    }
  }
}
