// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.Norms;
import dev.kith.vector.Vectors;

/// Up to six vectors and their sketches: the room that one thread makes them in.
final class SketchTile {

  private final Sketch sketch;
  private final int room;
  private final float[] rows;
  private final float[] centred;
  private final float[] images;
  private final float[] sketches;
  private final float[] lengths = new float[TILE];
  private final float[] norms = new float[TILE];
  private final int[] at = new int[TILE];
  private final int[] sketchAt = new int[TILE];
  private final int[] self = new int[4];
  private final float[] squares = new float[4];
  private final float[] sums = new float[64];
  private int count;

  SketchTile(Sketch sketch) {
    this(sketch, TILE);
  }

  /// @param room the most vectors at a time, 1 or 6
  SketchTile(Sketch sketch, int room) {
    this.sketch = sketch;
    this.room = room;
    this.rows = new float[room * sketch.d()];
    this.centred = new float[room * sketch.d()];
    this.images = new float[room * PANEL];
    this.sketches = new float[room * sketch.columns()];
    NarrowMatrix.aim(0, room, sketch.columns(), sketchAt);
  }

  /// Copies vectors and makes their sketches.
  ///
  /// @param vectors holds them
  /// @param from the first
  /// @param number how many, 1 to 6
  void load(Vectors vectors, long from, int number) {
    vectors.copyRows(from, number, rows, 0);
    describe(number);
  }

  /// Copies vectors and makes their sketches.
  ///
  /// @param numbers of the vectors
  /// @param first the first of the numbers
  /// @param number how many, 1 to 6
  void load(Vectors vectors, int[] numbers, int first, int number) {
    for (int q = 0; q < number; q++) {
      vectors.copyRow(numbers[first + q], rows, q * sketch.d());
    }
    describe(number);
  }

  /// Copies vectors and makes their sketches.
  ///
  /// @param values holds them, row after row
  /// @param from the first
  /// @param number how many, 1 to 6
  void load(float[] values, int from, int number) {
    System.arraycopy(values, from * sketch.d(), rows, 0, number * sketch.d());
    describe(number);
  }

  /// Copies vectors whose sketches are made.
  ///
  /// @param vectors holds them
  /// @param made their sketches
  /// @param from the first
  /// @param number how many, 1 to 6
  void load(Vectors vectors, PointSketches made, long from, int number) {
    vectors.copyRows(from, number, rows, 0);
    count = number;
    made.copyTo((int) from, number, sketches, lengths, norms);
  }

  private void describe(int number) {
    int d = sketch.d();
    count = number;
    float[] mean = sketch.mean();
    for (int q = 0; q < number; q++) {
      subtract(rows, q * d, mean, centred);
    }
    if (room == TILE) {
      Norms.squaredOfSix(rows, d, norms);
    } else {
      norms[0] = Norms.squared(rows);
    }
    NarrowMatrix.aim(0, number, d, at);
    sketch.directions().negatedTimes(centred, at, number, images);
    for (int q = 0; q < number; q++) {
      describeOne(q);
    }
  }

  private static void subtract(float[] from, int at, float[] what, float[] to) {
    for (int i = 0; i < what.length; i++) {
      to[at + i] = from[at + i] - what[i];
    }
  }

  private void describeOne(int q) {
    int d = sketch.d();
    self[0] = q * d;
    Kernels.best().productsOfRows(centred, q * d, centred, self, 0, 1, d, squares, sums);
    lengths[q] = squares[0];
    int m = sketch.columns() - 2;
    int to = sketchAt[q];
    float seen = 0;
    for (int j = 0; j < m; j++) {
      float image = -images[q * PANEL + j];
      sketches[to + j] = image;
      seen += image * image;
    }
    sketches[to + m] = sketch.rest(lengths[q], seen);
    sketches[to + m + 1] = -1;
  }

  /// Vectors that are here.
  int count() {
    return count;
  }

  /// The vectors themselves, one after another.
  float[] rows() {
    return rows;
  }

  /// The sketches as those of queries: their last number is -1.
  float[] sketches() {
    return sketches;
  }

  /// Where each sketch begins, [Kernels#TILE] entries.
  int[] sketchAt() {
    return sketchAt;
  }

  /// The squared length of a vector, as [Norms] rounds it.
  float norm(int q) {
    return norms[q];
  }

  /// The squared length of a vector, from the mean.
  float length(int q) {
    return lengths[q];
  }
}
