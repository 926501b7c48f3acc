// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.vector.Vectors;

/// Mean vectors, and vectors without them.
final class Means {

  private Means() {}

  /// The mean, summed in double.
  ///
  /// @param vectors n x d, n at least 1
  /// @return d floats
  static float[] of(Vectors vectors) {
    double[] sums = new double[vectors.dimension()];
    float[] row = new float[vectors.dimension()];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        sums[j] += row[j];
      }
    }
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (sums[j] / vectors.size());
    }
    return row;
  }

  /// Takes the mean from some vectors.
  ///
  /// @param mean d floats
  /// @param rows holds count x d floats, and receives the differences
  /// @param count vectors
  static void subtract(float[] mean, float[] rows, int count) {
    for (int row = 0; row < count; row++) {
      for (int j = 0; j < mean.length; j++) {
        rows[row * mean.length + j] -= mean[j];
      }
    }
  }
}
