// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import java.util.Arrays;

/// What a few orthonormal directions see of a vector, in double: the length of what they do not see
/// is the root of a small difference, of which float would leave nothing. The room of one thread.
final class Projection {

  private final float[] mean;
  private final float[] directions;
  private final int m;
  private final double[] images;
  private double squaredLength;
  private double squaredNorm;

  /// @param mean d numbers
  /// @param directions d x m, row-major, orthonormal columns up to the rounding of floats
  Projection(float[] mean, float[] directions) {
    this.mean = mean;
    this.directions = directions;
    this.m = directions.length / mean.length;
    this.images = new double[m];
  }

  /// Projects a vector.
  ///
  /// @param values holds it
  /// @param from where it begins
  /// @param scale what it is multiplied by
  void project(float[] values, int from, double scale) {
    Arrays.fill(images, 0);
    double length = 0;
    double norm = 0;
    for (int i = 0; i < mean.length; i++) {
      double x = values[from + i] * scale;
      double centred = x - mean[i];
      norm += x * x;
      length += centred * centred;
      addRow(centred, i * m);
    }
    squaredLength = length;
    squaredNorm = norm;
  }

  /// All images grow by one component of the vector; a loop that the JIT compiler turns into
  /// vectors.
  private void addRow(double x, int row) {
    for (int j = 0; j < images.length; j++) {
      images[j] += x * directions[row + j];
    }
  }

  /// The coordinates along the directions, from the mean.
  ///
  /// @return m numbers; not a copy
  double[] images() {
    return images;
  }

  /// The squared length from the mean.
  double squaredLength() {
    return squaredLength;
  }

  /// The squared length of the vector itself.
  double squaredNorm() {
    return squaredNorm;
  }
}
