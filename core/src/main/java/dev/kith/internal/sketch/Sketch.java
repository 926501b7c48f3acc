// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.vector.Vectors;

/// What short images of vectors say of their distances.
///
/// With the mean mu of a sample and m orthonormal directions B, a vector x has the image Px = B^T
/// (x
/// - mu), and what B does not see of it has the length r(x). As products of what is left are at
///   most those of its lengths (Cauchy-Schwarz),
///
/// ```
/// |x - c|^2 >= |x - mu|^2 + |c - mu|^2 - 2 (<Px, Pc> + r(x) r(c))
/// ```
///
/// So a vector is stored as m + 2 numbers, `Pc`, `r(c)` and `|c - mu|^2 / 2`, a query is `Px`,
/// `r(x)` and -1, and their negated inner product, a *key*, gives the bound `|x - mu|^2 + 2 key`.
///
/// **Rounding** must not make a bound larger than the distance. Sums of d products in float are off
/// by d units (2^-24) of the lengths at most, so an image by sqrt(m) times that; [#margin] adds all
/// errors up. `r` is rounded up: with directions that are orthonormal but for an error e, the
/// matrix I - B B^T + e I has no negative eigenvalue, so Cauchy-Schwarz holds with `r^2 = |x -
/// mu|^2 - |Px|^2 + e |x - mu|^2`.
final class Sketch {

  private static final double UNIT = 0x1p-24;

  private final float[] mean;
  private final NarrowMatrix directions;
  private final double error;
  private final double meanLength;
  private final double distanceError;

  private Sketch(float[] mean, NarrowMatrix directions) {
    int d = mean.length;
    int m = directions.columns();
    this.mean = mean;
    this.directions = directions;
    this.error = 2 * UNIT * (d + m + 16) * (1 + Math.sqrt(m));
    this.meanLength = length(mean);
    this.distanceError = 2 * UNIT * (d + 16);
  }

  /// Looks at a sample.
  ///
  /// @param sample at least one vector
  /// @param m directions, at most d and 64
  static Sketch of(Vectors sample, int m) {
    float[] mean = mean(sample);
    return new Sketch(mean, new NarrowMatrix(Directions.find(sample, mean, m), m));
  }

  static float[] mean(Vectors sample) {
    double[] sums = new double[sample.dimension()];
    float[] row = new float[sums.length];
    for (long i = 0; i < sample.size(); i++) {
      sample.copyRow(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        sums[j] += row[j];
      }
    }
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (sums[j] / sample.size());
    }
    return row;
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    return Math.sqrt(squares);
  }

  int d() {
    return mean.length;
  }

  float[] mean() {
    return mean;
  }

  NarrowMatrix directions() {
    return directions;
  }

  /// Numbers that stand for a vector.
  int columns() {
    return directions.columns() + 2;
  }

  /// The length of what the directions do not see, rounded up.
  float rest(float squaredLength, float squaredImage) {
    return (float) Math.sqrt(Math.max(0, squaredLength * (1 + error) - squaredImage));
  }

  /// The largest key of vectors that can be as near to a query as a distance, where distances come
  /// from norms and products in float.
  ///
  /// @param distance squared
  /// @param squaredLength of the query, from the mean
  /// @param reach the largest squared length of a stored vector, from the mean
  float limit(float distance, float squaredLength, float reach) {
    double lengths = Math.sqrt(squaredLength) + Math.sqrt(reach);
    double norms = lengths + 2 * meanLength;
    double margin = error * lengths * lengths + distanceError * norms * norms;
    return Math.nextUp((float) ((distance - squaredLength + margin) / 2));
  }
}
