// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.vector.Vectors;

/// Some of many vectors, taken at even distances: the first ones of a file may be of one kind.
final class EvenSample {

  private final long[] rows;
  private final int d;

  /// On the heap: it may be kept for longer than the step in which it was made.
  private final float[] values;

  /// Copies vectors.
  ///
  /// @param all at least one
  /// @param most how many are wanted
  EvenSample(Vectors all, int most) {
    int count = (int) Math.min(all.size(), most);
    rows = new long[count];
    for (int i = 0; i < count; i++) {
      // the whole quotient leaves vectors at the end out, but steps are all the same
      rows[i] = all.size() / count * i;
    }
    d = all.dimension();
    values = new float[Math.multiplyExact(count, d)];
    for (int i = 0; i < count; i++) {
      all.copyRow(rows[i], values, i * d);
    }
  }

  int size() {
    return rows.length;
  }

  /// The number that a vector has among all.
  int row(int i) {
    return (int) rows[i];
  }

  /// The copies, row after row. Not a copy of them.
  float[] values() {
    return values;
  }

  /// The copies.
  Vectors vectors() {
    return Vectors.of(values, d);
  }
}
