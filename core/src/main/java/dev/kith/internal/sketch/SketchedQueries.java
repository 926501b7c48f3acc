// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import java.util.Arrays;

/// What the queries of a block are compared with the sketches of rows by, and how far their keys
/// may go. To be loaded again and again; the room of one thread.
final class SketchedQueries {

  private final ByteSketch sketch;
  private final SketchLimits limits;
  private final Projection projection;
  private final double[] column;
  private float[] coefficients = new float[0];

  // of each query
  private double[] norms = new double[0];
  private double[] scales = new double[0];
  private double[] margins = new double[0];
  private double[] squares = new double[0];
  private float[] limit = new float[0];
  private float[] largestKey = new float[0];

  SketchedQueries(ByteSketch sketch) {
    this.sketch = sketch;
    this.limits = sketch.limits();
    this.projection = sketch.projection();
    this.column = sketch.scratch();
  }

  /// Takes other queries.
  ///
  /// @param values count x d
  void load(float[] values, int count) {
    if (count > norms.length) {
      coefficients = new float[count * (sketch.columns() + 1)];
      norms = new double[count];
      scales = new double[count];
      margins = new double[count];
      squares = new double[count];
      limit = new float[count];
      largestKey = new float[count];
    }
    Arrays.fill(limit, 0, count, Float.NaN);
    for (int query = 0; query < count; query++) {
      describe(values, query);
    }
  }

  private void describe(float[] values, int query) {
    int from = query * sketch.d();
    projection.project(values, from, 1);
    double norm = Math.sqrt(projection.squaredNorm());
    double scale = limits.scale(norm);
    if (scale != 1) {
      projection.project(values, from, scale);
    }
    put(query, norm, projection.images(), projection.squaredLength());
  }

  /// Puts a query in that has been projected.
  ///
  /// @param norm of the query
  /// @param images of the query as it was scaled for its norm
  /// @param squaredLength of the same
  private void put(int query, double norm, double[] images, double squaredLength) {
    norms[query] = norm;
    scales[query] = limits.scale(norm);
    coefficients[at(query)] = -1;
    squares[query] = sketch.describe(images, squaredLength, 0, column, coefficients, at(query) + 1);
    double rest = ByteSketch.rest(images, sketch.directions(), squaredLength);
    margins[query] = limits.margin(squaredLength, rest);
  }

  /// The coefficients of all queries, a -1 before those of each; see
  /// [dev.kith.internal.kernel.Kernels#sketchPanel].
  float[] coefficients() {
    return coefficients;
  }

  /// Coefficients of a query.
  int columns() {
    return sketch.columns();
  }

  /// Where the coefficients of a query begin.
  int at(int query) {
    return query * (sketch.columns() + 1);
  }

  /// The largest key that must not be rejected.
  ///
  /// @param query number in the block
  /// @param largest the largest key of a row that is of interest
  float largestKey(int query, float largest) {
    if (largest == Float.POSITIVE_INFINITY) {
      return largest;
    }
    if (limit[query] != largest) {
      limit[query] = largest;
      largestKey[query] =
          limits.largestKey(largest, norms[query], scales[query], margins[query], squares[query]);
    }
    return largestKey[query];
  }
}
