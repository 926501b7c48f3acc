// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// What a few bytes beside a stored vector say of its distance from a query: a lower bound, so that
/// what the bound rejects is rejected for certain.
///
/// With the mean mu of a sample and orthonormal directions B, a vector x has the **sketch** s(x) =
/// (B^T (x - mu), r(x)), where r is the length of what B does not see. Neither an orthogonal
/// projection nor the length of its remainder can lengthen a difference, so |s(x) - s(q)| <= |x -
/// q|. Clipping both sketches to a box only shortens it further. A stored sketch is rounded to
/// signed bytes, with a step for each column, and half the diagonal of a step, *e*, is the most
/// that rounding adds:
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

  /// Standard deviations of a column, on both sides of its mean, that codes reach to.
  private static final double REACH = 4;

  private static final ValueLayout.OfFloat TERM =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Metric metric;
  private final float[] mean;
  private final NarrowMatrix directions;
  private final SketchLimits limits;

  // of each column: where code 0 is, what a code counts, and its inverse (0 where all are equal)
  private final double[] centres;
  private final double[] steps;
  private final double[] inverses;

  private ByteSketch(
      Metric metric,
      float[] mean,
      NarrowMatrix directions,
      SketchLimits limits,
      double[] centres,
      double[] steps) {
    this.metric = metric;
    this.mean = mean;
    this.directions = directions;
    this.limits = limits;
    this.centres = centres;
    this.steps = steps;
    this.inverses = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      inverses[i] = steps[i] > 0 ? 1 / steps[i] : 0;
    }
  }

  /// A sketch that suits a sample.
  ///
  /// @param sample at least one vector
  /// @param metric squared L2 or the inner product
  /// @param mean of the sample
  /// @param directions d x m, orthonormal columns
  static ByteSketch of(Vectors sample, Metric metric, float[] mean, NarrowMatrix directions) {
    var projection = new Projection(mean, directions, metric);
    var bounds = SketchLimits.of(sample, metric, projection, directions.columns());
    int columns = Projection.columns(directions.columns(), metric);
    double[] sums = new double[columns];
    double[] squares = new double[columns];
    double[] column = new double[columns];
    for (long row = 0; row < sample.size(); row++) {
      projection.load(sample, row, 1);
      sketch(projection, 0, bounds, column);
      for (int i = 0; i < columns; i++) {
        sums[i] += column[i];
        squares[i] += column[i] * column[i];
      }
    }
    double[] steps = new double[columns];
    for (int i = 0; i < columns; i++) {
      sums[i] /= sample.size();
      double variance = squares[i] / sample.size() - sums[i] * sums[i];
      steps[i] = REACH * Math.sqrt(Math.max(0, variance)) / MOST;
    }
    return new ByteSketch(metric, mean, directions, bounds.withSteps(steps, MOST), sums, steps);
  }

  private static void sketch(Projection projection, int q, SketchLimits limits, double[] column) {
    int m = column.length - (limits.isOfProducts() ? 2 : 1);
    for (int j = 0; j < m; j++) {
      column[j] = projection.image(q, j);
    }
    column[m] = projection.rest(q);
    if (limits.isOfProducts()) {
      column[m + 1] = limits.complement(projection.squaredNorm(q));
    }
  }

  /// Components of a vector.
  int d() {
    return mean.length;
  }

  /// Bytes of a row besides its term.
  int columns() {
    return steps.length;
  }

  /// Bytes of a row.
  int rowBytes() {
    return TERM_BYTES + columns();
  }

  /// Room to project vectors in, for one thread.
  Projection projection() {
    return new Projection(mean, directions, metric);
  }

  SketchLimits limits() {
    return limits;
  }

  /// Writes the term and the codes of a vector that is going to be stored.
  ///
  /// @param column scratch, [#columns] numbers
  /// @param to receives [#rowBytes] bytes
  void encode(Projection projection, int q, double[] column, MemorySegment to, long at) {
    sketch(projection, q, limits, column);
    double squares = 0;
    for (int i = 0; i < column.length; i++) {
      double code = clip(Math.rint((column[i] - centres[i]) * inverses[i]));
      to.set(ValueLayout.JAVA_BYTE, at + TERM_BYTES + i, (byte) code);
      double length = code * steps[i];
      squares += length * length;
    }
    boolean holds =
        limits.holds(
            projection.squaredLength(q), column[directions.columns()], projection.squaredNorm(q));
    to.set(TERM, at, holds ? (float) (squares / 2) : Float.NEGATIVE_INFINITY);
  }

  /// Writes the coefficients of a query.
  ///
  /// @param column scratch, [#columns] numbers
  /// @param coefficients receives [#columns] floats
  /// @return the squared length of the query's clipped sketch
  double describe(Projection projection, int q, double[] column, float[] coefficients, int at) {
    sketch(projection, q, limits, column);
    if (limits.isOfProducts()) {
      column[column.length - 1] = 0; // a query has no complement
    }
    double squares = 0;
    for (int i = 0; i < column.length; i++) {
      double code = clip((column[i] - centres[i]) * inverses[i]);
      double length = code * steps[i];
      coefficients[at + i] = (float) (-length * steps[i]);
      squares += length * length;
    }
    return squares;
  }

  /// What is no number, after an overflow, becomes 0; then the margin of the query is none either.
  private static double clip(double code) {
    return Double.isNaN(code) ? 0 : Math.clamp(code, -MOST, MOST);
  }
}
