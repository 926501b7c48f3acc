// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.kernel.NearestBy;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// What short images of vectors say of their distances.
///
/// With the mean mu of a sample and m orthonormal directions B, a vector x has the image Px = B^T
/// (x - mu), and what B does not see of it has the length r(x). As products of what is left are at
/// most those of its lengths (Cauchy-Schwarz),
///
/// ```
/// |x - c|^2 >= |x - mu|^2 + |c - mu|^2 - 2 (<Px, Pc> + r(x) r(c))
/// ```
///
/// So a vector is stored as m + 2 numbers, `Pc`, `r(c)` and `|c - mu|^2 / 2`, a query is `Px`,
/// `r(x)` and -1, and their negated inner product, a *key*, gives the bound `|x - mu|^2 + 2 key`.
/// For inner products mu is 0 and the last number of a vector too: a key is a bound of `-<x, c>`.
///
/// **Rounding** must not make a bound larger than the distance. Sums of d products in float are off
/// by d units (2^-24) of the lengths at most, so an image by sqrt(m) times that. `r` is rounded up:
/// with directions that are orthonormal but for an error e, the matrix I - B B^T + e I has no
/// negative eigenvalue, so Cauchy-Schwarz holds with `r^2 = |x - mu|^2 - |Px|^2 + e |x - mu|^2`.
/// What a key may be off is in proportion to the product of two lengths, so to half the sum of
/// their squares: the part of the vector is taken off its last number, that of the query is added
/// to the limit. So is the rounding of the distance itself, |x|^2 + |c|^2 - 2 <x, c> in float. What
/// underflows is less than [#UNDERFLOW].
final class Sketch {

  private static final double UNIT = 0x1p-24;

  /// Above all that can be lost by underflow: roots of the least floats, times what they are
  /// multiplied with where that is not large enough for the relative errors to hide it.
  private static final double UNDERFLOW = 1e-34;

  /// Squared lengths above this could overflow on the way to a bound.
  private static final float LONGEST = 1e36f;

  private final NearestBy by;
  private final float[] mean;
  private final NarrowMatrix directions;
  private final double error;
  private final double distanceError;
  private final double sumError;

  private Sketch(NearestBy by, float[] mean, float[] directions, int m) {
    int d = mean.length;
    this.by = by;
    this.mean = mean;
    this.directions = new NarrowMatrix(directions, m);
    this.error = 2 * UNIT * (d + m + 16) * (1 + Math.sqrt(m));
    this.distanceError = UNIT * (d + 32);
    this.sumError = UNIT * (d + d / 16 + 32);
  }

  /// Looks at a sample.
  ///
  /// @param sample at least one vector
  /// @param m directions, at most d and 64
  /// @param by what the bounds are of: squared distances or negated products
  /// @return null where the sample is too long for floats
  static @Nullable Sketch of(Vectors sample, int m, NearestBy by) {
    float[] mean = by == NearestBy.PRODUCT ? new float[sample.dimension()] : mean(sample);
    float[] directions = Directions.find(sample, mean, m);
    return areFinite(mean) && areFinite(directions) ? new Sketch(by, mean, directions, m) : null;
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

  private static boolean areFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  int d() {
    return mean.length;
  }

  NearestBy by() {
    return by;
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

  /// The last number of a stored vector.
  ///
  /// @param squaredLength from the mean
  /// @param norm the squared length from zero
  float last(float squaredLength, float norm) {
    if (by == NearestBy.PRODUCT) {
      return 0;
    }
    return (float) ((squaredLength * (1 - error) - norm * distanceError) / 2);
  }

  /// Whether bounds hold for vectors of such squared lengths: not where they overflow, nor for what
  /// is no number.
  static boolean holdsFor(float squaredLength) {
    return squaredLength <= LONGEST;
  }

  /// The most by which two distances of the same vectors differ, of which one is summed in the
  /// order of the dimensions and the other in 16 parts.
  ///
  /// @param norm the squared length of the one vector
  /// @param other that of the other
  double difference(float norm, float other) {
    double lengths = Math.sqrt((double) norm * other);
    double products = sumError * lengths + UNDERFLOW;
    return by == NearestBy.PRODUCT ? products : 2 * products + 8 * UNIT * ((double) norm + other);
  }

  /// The largest key of vectors that can be as near to a query as a distance.
  ///
  /// @param distance as it comes out in float
  /// @param squaredLength of the query, from the mean
  /// @param norm its squared length from zero
  /// @param longest the largest squared length of a stored vector, from zero
  float limit(double distance, float squaredLength, float norm, float longest) {
    double key;
    if (by == NearestBy.PRODUCT) {
      key = distance + 2 * (error + distanceError) * Math.sqrt((double) norm * longest);
    } else {
      key = (distance + distanceError * norm - squaredLength * (1 - error)) / 2;
    }
    // what fills a panel up is infinitely far
    return Math.min(Float.MAX_VALUE, Math.nextUp((float) (key + UNDERFLOW)));
  }
}
