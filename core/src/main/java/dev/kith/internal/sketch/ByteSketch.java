// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.stream.IntStream;

/// What a few bytes beside a stored vector say of its distance from a query: a lower bound, so that
/// what the bound rejects is rejected for certain.
///
/// With the mean mu of a sample and orthonormal directions B, a vector x has the **sketch** s(x) =
/// (B^T (x - mu), r(x)), where r is the length of what B does not see. Neither an orthogonal
/// projection nor the length of its remainder can lengthen a difference, so |s(x) - s(q)| <= |x -
/// q|. Clipping both sketches to a box only shortens it further. A stored sketch is rounded to
/// signed bytes, with a step for each column, and half the diagonal of a step, *e*, is the most
/// that rounding adds. Columns of the largest steps have a second byte for what the first leaves:
///
/// ```
/// |x - q| >= |code(x) - clip(s(q))| - e
/// ```
///
/// The square of the right distance is |clip(s(q))|^2 + 2 key, where `key = |code|^2 / 2 - <code,
/// clip(s(q))>` is what [dev.kith.internal.kernel.Kernels#sketchKeys] computes: half the squared
/// length is the *term* of a row.
///
/// Inner products become distances by one more column, the *complement* sqrt(R^2 - |x|^2), which
/// gives all vectors the same length R: then |x - q|^2 = R^2 + |q|^2 - 2 <x, q>. Queries may have
/// any length there, so they get that of the vectors.
///
/// A row for which the constants below do not hold, such as an unusually long one, has the term
/// minus infinity: no bound rejects it. See [SketchLimits] for the margin that rounding needs.
///
/// Sources: distances along few orthogonal directions as lower bounds go back to C. Faloutsos and
/// others, "Efficient and effective querying by image content" (1994); rejection by rotated
/// components is also done by ADSampling (J. Gao, C. Long, 2023), BSA (M. Yang and others, 2024)
/// and PDX (L. Kuffo and others, 2025), the length of the remainder is used by Panorama (2025), and
/// the complement is that of Y. Bachrach and others, "Speeding up the Xbox recommender system"
/// (2014).
final class ByteSketch {

  /// Bytes of a row's term.
  static final int TERM_BYTES = Float.BYTES;

  /// The largest code.
  private static final int MOST = 127;

  /// What a step is divided into by a second byte.
  private static final int PARTS = 2 * MOST;

  /// Standard deviations of a column, on both sides of its mean, that codes reach to.
  private static final double REACH = 4;

  private static final ValueLayout.OfFloat TERM =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final float[] mean;
  private final float[] directions;
  private final SketchLimits limits;

  // of each column: where code 0 is, what a code counts, and its inverse (0 where all are equal)
  private final double[] centres;
  private final double[] steps;
  private final double[] inverses;

  /// The columns that have a second byte.
  private final int[] fine;

  private ByteSketch(
      float[] mean,
      float[] directions,
      SketchLimits limits,
      double[] centres,
      double[] steps,
      int[] fine) {
    this.mean = mean;
    this.directions = directions;
    this.limits = limits;
    this.centres = centres;
    this.steps = steps;
    this.fine = fine;
    this.inverses = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      inverses[i] = steps[i] > 0 ? 1 / steps[i] : 0;
    }
  }

  /// A sketch that suits a sample.
  ///
  /// @param sample what is known of it
  /// @param m directions, of which the sample may know more
  /// @param seconds columns that get a second byte
  static ByteSketch of(SketchSample sample, int m, int seconds) {
    var bounds = SketchLimits.of(sample, m);
    int columns = m + extraColumns(bounds.isOfProducts());
    double[] centres = new double[columns];
    double[] squares = new double[columns];
    double[] column = new double[columns];
    for (int row = 0; row < sample.size(); row++) {
      columns(
          sample.images(row),
          m,
          sample.squaredLength(row),
          sample.squaredNorm(row),
          bounds,
          column);
      for (int i = 0; i < columns; i++) {
        centres[i] += column[i] / sample.size();
        squares[i] += column[i] * column[i] / sample.size();
      }
    }
    double[] steps = new double[columns];
    for (int i = 0; i < columns; i++) {
      double variance = Math.max(0, squares[i] - centres[i] * centres[i]);
      steps[i] = REACH * Math.sqrt(variance) / MOST;
    }
    int[] fine = largest(steps, seconds);
    double[] finest = steps.clone();
    for (int i : fine) {
      finest[i] /= PARTS;
    }
    return new ByteSketch(
        sample.mean(),
        sample.directions(m),
        bounds.withSteps(steps, finest, MOST),
        centres,
        steps,
        fine);
  }

  /// The places of the largest numbers.
  private static int[] largest(double[] numbers, int count) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -numbers[i]))
        .limit(count)
        .mapToInt(i -> i)
        .toArray();
  }

  /// Columns besides the images: the remainder, and the complement.
  static int extraColumns(boolean products) {
    return products ? 2 : 1;
  }

  /// The sketch before it is rounded.
  private static void columns(
      double[] images,
      int m,
      double squaredLength,
      double squaredNorm,
      SketchLimits limits,
      double[] column) {
    System.arraycopy(images, 0, column, 0, m);
    column[m] = rest(images, m, squaredLength);
    if (limits.isOfProducts()) {
      column[m + 1] = limits.complement(squaredNorm);
    }
  }

  /// The length of what the first m directions do not see.
  static double rest(double[] images, int m, double squaredLength) {
    double seen = 0;
    for (int j = 0; j < m; j++) {
      seen += images[j] * images[j];
    }
    return Math.sqrt(Math.max(0, squaredLength - seen));
  }

  /// Components of a vector.
  int d() {
    return mean.length;
  }

  /// Bytes of a row besides its term.
  int columns() {
    return steps.length + fine.length;
  }

  /// Bytes of a row.
  int rowBytes() {
    return TERM_BYTES + columns();
  }

  SketchLimits limits() {
    return limits;
  }

  /// Room to project vectors in, for one thread.
  Projection projection() {
    return new Projection(mean, directions);
  }

  /// Room for the columns of one vector.
  double[] scratch() {
    return new double[steps.length];
  }

  /// Directions that are used.
  int directions() {
    return directions.length / mean.length;
  }

  /// Writes the term and the codes of a vector that is going to be stored.
  ///
  /// @param images its coordinates along the directions, and perhaps others
  /// @param squaredLength from the mean
  /// @param squaredNorm of the vector itself
  /// @param column see [#scratch]
  /// @param places see [#scratch]
  /// @param to receives [#rowBytes] bytes
  void encode(
      double[] images,
      double squaredLength,
      double squaredNorm,
      double[] column,
      double[] places,
      MemorySegment to,
      long at) {
    columns(images, directions(), squaredLength, squaredNorm, limits, column);
    boolean holds = limits.holds(squaredLength, column[directions()], squaredNorm);
    long codes = at + TERM_BYTES;
    for (int i = 0; i < column.length; i++) {
      places[i] = clip((column[i] - centres[i]) * inverses[i]);
      column[i] = Math.rint(places[i]);
      to.set(ValueLayout.JAVA_BYTE, codes + i, (byte) column[i]);
    }
    for (int j = 0; j < fine.length; j++) {
      double part = Math.rint((places[fine[j]] - column[fine[j]]) * PARTS);
      column[fine[j]] += part / PARTS;
      to.set(ValueLayout.JAVA_BYTE, codes + column.length + j, (byte) part);
    }
    double squares = 0;
    for (int i = 0; i < column.length; i++) {
      double length = column[i] * steps[i];
      squares += length * length;
    }
    to.set(TERM, at, holds ? (float) (squares / 2) : Float.NEGATIVE_INFINITY);
  }

  /// Writes the coefficients of a query.
  ///
  /// @param images its coordinates along the directions, and perhaps others
  /// @param squaredLength from the mean
  /// @param squaredNorm of the vector itself
  /// @param column see [#scratch]
  /// @param coefficients receives [#columns] floats
  /// @return the squared length of the query's clipped sketch
  double describe(
      double[] images,
      double squaredLength,
      double squaredNorm,
      double[] column,
      float[] coefficients,
      int at) {
    columns(images, directions(), squaredLength, squaredNorm, limits, column);
    if (limits.isOfProducts()) {
      column[column.length - 1] = 0; // a query has no complement
    }
    double squares = 0;
    for (int i = 0; i < column.length; i++) {
      double length = clip((column[i] - centres[i]) * inverses[i]) * steps[i];
      column[i] = length * steps[i];
      coefficients[at + i] = (float) column[i];
      squares += length * length;
    }
    for (int j = 0; j < fine.length; j++) {
      coefficients[at + column.length + j] = (float) (column[fine[j]] / PARTS);
    }
    return squares;
  }

  /// What is no number, after an overflow, becomes 0; then the margin of the query is none either.
  private static double clip(double code) {
    return Double.isNaN(code) ? 0 : Math.clamp(code, -MOST, MOST);
  }
}
