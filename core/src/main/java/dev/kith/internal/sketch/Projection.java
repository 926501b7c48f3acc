// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.panel.Norms;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;

/// Sketches of up to six vectors as floats, before they are rounded to bytes (see [ByteSketch]),
/// and what is known of the vectors besides. The room of one thread.
final class Projection {

  private final float[] mean;
  private final NarrowMatrix directions;
  private final boolean products;
  private final int d;
  private final float[] rows;
  private final float[] centred;
  private final float[] images = new float[TILE * PANEL];
  private final float[] lengths = new float[TILE];
  private final float[] norms = new float[TILE];
  private final int[] at = new int[TILE];

  /// @param mean d numbers
  /// @param directions d x m, orthonormal columns
  /// @param metric squared L2 or the inner product
  Projection(float[] mean, NarrowMatrix directions, Metric metric) {
    this.mean = mean;
    this.directions = directions;
    this.products = metric.isSimilarity();
    this.d = mean.length;
    this.rows = new float[TILE * d];
    this.centred = new float[TILE * d];
  }

  /// Columns of a sketch.
  ///
  /// @param m directions
  /// @param metric squared L2 or the inner product
  static int columns(int m, Metric metric) {
    return m + (metric.isSimilarity() ? 2 : 1);
  }

  /// Where vectors are to be put that are to be projected.
  ///
  /// @return room for six of them, row after row
  float[] rows() {
    return rows;
  }

  /// Copies vectors and projects them.
  void load(Vectors vectors, long from, int count) {
    vectors.copyRows(from, count, rows, 0);
    project(count);
  }

  /// Projects the first of the [#rows].
  void project(int count) {
    for (int q = 0; q < count; q++) {
      for (int i = 0; i < d; i++) {
        centred[q * d + i] = rows[q * d + i] - mean[i];
      }
    }
    Norms.squaredOfSix(centred, d, lengths);
    if (products) {
      Norms.squaredOfSix(rows, d, norms);
    }
    NarrowMatrix.aim(0, count, d, at);
    directions.negatedTimes(centred, at, count, images);
  }

  /// The coordinate of a vector along a direction.
  float image(int q, int j) {
    return -images[q * PANEL + j];
  }

  /// The length of a vector from the mean, squared.
  float squaredLength(int q) {
    return lengths[q];
  }

  /// The length of a vector, squared; known for inner products only.
  float squaredNorm(int q) {
    return norms[q];
  }

  /// The length of what the directions do not see.
  double rest(int q) {
    double seen = 0;
    for (int j = 0; j < directions.columns(); j++) {
      seen += (double) image(q, j) * image(q, j);
    }
    return Math.sqrt(Math.max(0, lengths[q] - seen));
  }
}
