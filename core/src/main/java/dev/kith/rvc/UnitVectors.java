// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;

/// Vectors divided by their lengths, where lengths count as no less than 1e-9 (specification of the
/// factory, section 5.3): zero stays zero.
record UnitVectors(VectorSource source) implements VectorSource {

  /// Shorter vectors are taken for so long.
  static final double LEAST_LENGTH = 1e-9;

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int dimension() {
    return source.dimension();
  }

  @Override
  public void read(long from, Vectors to) {
    source.read(from, to);
    normalise(to);
  }

  @Override
  public void gather(long[] rows, Vectors to) {
    source.gather(rows, to);
    normalise(to);
  }

  private static void normalise(Vectors vectors) {
    float[] row = new float[vectors.dimension()];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, row, 0);
      divide(row, length(row));
      vectors.set(i, row);
    }
  }

  /// The Euclidean length.
  static double length(float[] row) {
    double squares = 0;
    for (float x : row) {
      squares += (double) x * x;
    }
    return Math.sqrt(squares);
  }

  /// Divides a vector by a length, but by no less than 1e-9.
  static void divide(float[] row, double length) {
    double divisor = Math.max(length, LEAST_LENGTH);
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (row[i] / divisor);
    }
  }
}
