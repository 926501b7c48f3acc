// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowKeys;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.panel.Norms;
import dev.kith.vector.Vectors;

/// Up to six vectors and their sketches: the room that one thread makes them in.
final class SketchTile {

  private final Sketch sketch;
  private final float[] rows;
  private final float[] centred;
  private final float[] images = new float[TILE * PANEL];
  private final float[] sketches;
  private final float[] lengths = new float[TILE];
  private final float[] norms = new float[TILE];
  private final long[] numbers = new long[TILE];
  private final int[] at = new int[TILE];
  private final int[] sketchAt = new int[TILE];
  private final float[] sums = new float[RowKeys.SUMS];

  SketchTile(Sketch sketch) {
    this.sketch = sketch;
    this.rows = new float[TILE * sketch.d()];
    this.centred = new float[TILE * sketch.d()];
    this.sketches = new float[TILE * sketch.columns()];
  }

  /// The numbers of the vectors to load, to be set by the caller.
  ///
  /// @return [Kernels#TILE] rows
  long[] numbers() {
    return numbers;
  }

  /// Copies the vectors with the given numbers and makes their sketches.
  ///
  /// @param vectors holds them
  /// @param count how many of the numbers, at least 1
  void load(Vectors vectors, int count) {
    int d = sketch.d();
    for (int q = 0; q < count; q++) {
      vectors.copyRow(numbers[q], rows, q * d);
      subtract(rows, q * d, sketch.mean(), centred);
    }
    var memory = RowMemory.of(vectors.segment(), d);
    Kernels.best().squaredL2OfRows(memory, numbers, 0, count, sketch.mean(), 0, lengths, sums);
    Norms.squaredOfSix(rows, d, norms);
    NarrowMatrix.aim(0, count, d, at);
    NarrowMatrix.aim(0, count, sketch.columns(), sketchAt);
    sketch.directions().negatedTimes(centred, at, count, images);
    for (int q = 0; q < count; q++) {
      describe(q);
    }
  }

  private static void subtract(float[] from, int at, float[] what, float[] to) {
    for (int i = 0; i < what.length; i++) {
      to[at + i] = from[at + i] - what[i];
    }
  }

  private void describe(int q) {
    int m = sketch.columns() - 2;
    int to = sketchAt[q];
    float squares = 0;
    for (int j = 0; j < m; j++) {
      float image = -images[q * PANEL + j];
      sketches[to + j] = image;
      squares += image * image;
    }
    sketches[to + m] = sketch.rest(lengths[q], squares);
    sketches[to + m + 1] = -1;
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

  /// The squared length of a vector.
  float norm(int q) {
    return norms[q];
  }

  /// The squared length of a vector, from the mean.
  float length(int q) {
    return lengths[q];
  }
}
