// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.vector.Vectors;

/// Some of many vectors, taken at even distances: the first ones of a file may be of one kind.
final class EvenSample {

  private final long[] rows;
  private final Vectors vectors;

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
    vectors = Vectors.allocate(count, all.dimension());
    all.gather(rows, vectors);
  }

  int size() {
    return rows.length;
  }

  /// The number that a vector has among all.
  int row(int i) {
    return (int) rows[i];
  }

  /// The copies.
  Vectors vectors() {
    return vectors;
  }
}
