// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;

/// A sample of vectors, seen along directions of much variance.
final class SketchSample {

  private final Metric metric;
  private final float[] mean;
  private final float[] directions;
  private final int m;
  private final double[][] images;
  private final double[] squaredLengths;
  private final double[] squaredNorms;

  private SketchSample(Vectors sample, Metric metric, float[] mean, float[] directions) {
    this.metric = metric;
    this.mean = mean;
    this.directions = directions;
    this.m = directions.length / mean.length;
    int size = (int) sample.size();
    images = new double[size][];
    squaredLengths = new double[size];
    squaredNorms = new double[size];
    var projection = new Projection(mean, directions);
    float[] values = new float[mean.length];
    for (int row = 0; row < size; row++) {
      sample.copyRow(row, values, 0);
      projection.project(values, 0, 1);
      images[row] = projection.images().clone();
      squaredLengths[row] = projection.squaredLength();
      squaredNorms[row] = projection.squaredNorm();
    }
  }

  /// Looks at a sample.
  ///
  /// @param sample at least one vector
  /// @param metric squared L2 or the inner product
  /// @param m directions, those of the largest variance first
  static SketchSample of(Vectors sample, Metric metric, int m) {
    float[] mean = Sketch.mean(sample);
    return new SketchSample(sample, metric, mean, Directions.find(sample, mean, m));
  }

  /// Number of vectors.
  int size() {
    return images.length;
  }

  Metric metric() {
    return metric;
  }

  float[] mean() {
    return mean;
  }

  /// The first directions.
  ///
  /// @param count at most m
  /// @return d x count floats, row-major
  float[] directions(int count) {
    float[] first = new float[mean.length * count];
    for (int i = 0; i < mean.length; i++) {
      System.arraycopy(directions, i * m, first, i * count, count);
    }
    return first;
  }

  /// The coordinates of a vector along all directions, from the mean.
  double[] images(int row) {
    return images[row];
  }

  /// The squared length of a vector from the mean.
  double squaredLength(int row) {
    return squaredLengths[row];
  }

  /// The squared length of a vector itself.
  double squaredNorm(int row) {
    return squaredNorms[row];
  }
}
