// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

/// Euclidean norms with the rounding of Faiss: products in float, their sum in double.
public final class Norms {

  private Norms() {}

  /// The squared norm of each row.
  ///
  /// @param rows n x d
  /// @param d components of a row
  /// @return n squared norms, rounded to float
  public static float[] squared(float[] rows, int d) {
    float[] norms = new float[rows.length / d];
    for (int row = 0; row < norms.length; row++) {
      double sum = 0;
      for (int i = row * d; i < (row + 1) * d; i++) {
        float square = rows[i] * rows[i];
        sum += square;
      }
      norms[row] = (float) sum;
    }
    return norms;
  }

  /// The squared norm of each row of a list.
  ///
  /// @param list n rows
  /// @return n squared norms, rounded to float
  static float[] squared(PanelList list) {
    float[] norms = new float[Math.toIntExact(list.size())];
    float[] row = new float[list.dimension()];
    for (int i = 0; i < norms.length; i++) {
      list.copyRow(i, row, 0);
      norms[i] = squared(row, row.length)[0];
    }
    return norms;
  }
}
