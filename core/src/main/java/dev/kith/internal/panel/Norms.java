// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

/// Euclidean norms with the rounding of Faiss: products in float, their sum in double.
public final class Norms {

  private Norms() {}

  /// The squared norm of a vector.
  ///
  /// @param vector any number of components
  /// @return the squared norm, rounded to float
  public static float squared(float[] vector) {
    return squared(vector, 0, vector.length);
  }

  /// The squared norm of each row.
  ///
  /// @param rows n x d
  /// @param d components of a row
  /// @return n squared norms, rounded to float
  static float[] squared(float[] rows, int d) {
    float[] norms = new float[rows.length / d];
    squared(rows, d, norms, norms.length);
    return norms;
  }

  /// Writes the squared norms of the first rows.
  static void squared(float[] rows, int d, float[] norms, int count) {
    for (int row = 0; row < count; row++) {
      norms[row] = squared(rows, row * d, (row + 1) * d);
    }
  }

  /// The squared norm of each row of a list.
  ///
  /// @param list n rows
  /// @return n squared norms, rounded to float
  public static float[] squared(PanelList list) {
    float[] norms = new float[Math.toIntExact(list.size())];
    float[] row = new float[list.dimension()];
    for (int i = 0; i < norms.length; i++) {
      list.copyRow(i, row, 0);
      norms[i] = squared(row);
    }
    return norms;
  }

  /// The squared norms of six vectors, whose sums do not wait for each other.
  ///
  /// @param rows 6 x d
  /// @param d components of a vector
  /// @param norms receives 6 squared norms, rounded to float
  public static void squaredOfSix(float[] rows, int d, float[] norms) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    for (int i = 0; i < d; i++) {
      s0 += square(rows[i]);
      s1 += square(rows[d + i]);
      s2 += square(rows[2 * d + i]);
      s3 += square(rows[3 * d + i]);
      s4 += square(rows[4 * d + i]);
      s5 += square(rows[5 * d + i]);
    }
    norms[0] = (float) s0;
    norms[1] = (float) s1;
    norms[2] = (float) s2;
    norms[3] = (float) s3;
    norms[4] = (float) s4;
    norms[5] = (float) s5;
  }

  private static float square(float x) {
    return x * x;
  }

  static float squared(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      float square = values[i] * values[i];
      sum += square;
    }
    return (float) sum;
  }
}
