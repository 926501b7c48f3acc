// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.TILE;

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
    this.column = new double[sketch.columns()];
  }

  /// Takes other queries.
  ///
  /// @param values count x d
  void load(float[] values, int count) {
    if (count > norms.length) {
      coefficients = new float[count * sketch.columns()];
      norms = new double[count];
      scales = new double[count];
      margins = new double[count];
      squares = new double[count];
      limit = new float[count];
      largestKey = new float[count];
    }
    Arrays.fill(limit, 0, count, Float.NaN);
    for (int first = 0; first < count; first += TILE) {
      load(values, first, Math.min(TILE, count - first));
    }
  }

  private void load(float[] values, int first, int count) {
    float[] rows = projection.rows();
    int d = sketch.d();
    System.arraycopy(values, first * d, rows, 0, count * d);
    for (int q = 0; q < count && limits.isOfProducts(); q++) {
      norms[first + q] = norm(rows, q * d, d);
      scales[first + q] = limits.scale(norms[first + q]);
      for (int i = q * d; i < (q + 1) * d; i++) {
        rows[i] *= (float) scales[first + q];
      }
    }
    projection.project(count);
    for (int q = 0; q < count; q++) {
      int query = first + q;
      squares[query] =
          sketch.describe(projection, q, column, coefficients, query * sketch.columns());
      margins[query] = limits.margin(projection.squaredLength(q), projection.rest(q));
    }
  }

  private static double norm(float[] values, int at, int d) {
    double squares = 0;
    for (int i = at; i < at + d; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }

  /// The coefficients of all queries; see [dev.kith.internal.kernel.Kernels#sketchKeys].
  float[] coefficients() {
    return coefficients;
  }

  /// Coefficients of a query.
  int columns() {
    return sketch.columns();
  }

  /// Where the coefficients of a query begin.
  int at(int query) {
    return query * sketch.columns();
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
