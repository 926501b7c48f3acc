// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.vector.Vectors;
import java.util.Arrays;

/// A matrix of floats, row-major. Values are handed over, not copied; only who has made a matrix
/// writes to it.
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Matrix(int rows, int columns, float[] values) {

  Matrix {
    long expected = (long) rows * columns;
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d has %d entries, and %d are given; one entry a row and column is needed"
              .formatted(rows, columns, expected, values.length));
    }
  }

  static Matrix of(int rows, int columns, double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return new Matrix(rows, columns, rounded);
  }

  /// The first rows alone.
  Matrix head(int count) {
    return new Matrix(count, columns, Arrays.copyOf(values, count * columns));
  }

  Matrix transposed() {
    float[] swapped = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        swapped[column * rows + row] = values[row * columns + column];
      }
    }
    return new Matrix(columns, rows, swapped);
  }

  /// The matrix product, by transforming the rows of this matrix.
  Matrix times(Matrix other) {
    var product = new PackedMatrix(other.transposed()).times(Vectors.of(values, columns));
    float[] entries = new float[rows * other.columns];
    product.copyRows(0, rows, entries, 0);
    return new Matrix(rows, other.columns, entries);
  }
}
