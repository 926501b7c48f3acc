// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.Parallelism;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Vectors;

/// The sketches of points that are compared with centroids again and again.
final class PointSketches {

  /// Points that a thread takes at a time.
  private static final int TURN = 512 * TILE;

  /// More points have no sketches.
  static final int MOST = 1 << 24;

  private final int columns;
  private final float[] sketches;
  private final float[] lengths;
  private final float[] norms;

  /// Makes them.
  ///
  /// @param points n x d, at most [#MOST]
  PointSketches(Vectors points, Sketch sketch, Parallelism parallelism) {
    int n = Math.toIntExact(points.size());
    columns = sketch.columns();
    sketches = new float[Math.multiplyExact(n, columns)];
    lengths = new float[n];
    norms = new float[n];
    ParallelBlocks.run(
        parallelism,
        n,
        TURN,
        (from, to) -> {
          var tile = new SketchTile(sketch);
          for (long first = from; first < to; first += TILE) {
            tile.load(points, first, (int) Math.min(TILE, to - first));
            keep(tile, (int) first);
          }
        });
  }

  private void keep(SketchTile tile, int first) {
    System.arraycopy(tile.sketches(), 0, sketches, first * columns, tile.count() * columns);
    for (int q = 0; q < tile.count(); q++) {
      lengths[first + q] = tile.length(q);
      norms[first + q] = tile.norm(q);
    }
  }

  /// Copies those of consecutive points.
  ///
  /// @param from the first point
  /// @param count how many
  void copyTo(int from, int count, float[] rows, float[] rowLengths, float[] rowNorms) {
    System.arraycopy(sketches, from * columns, rows, 0, count * columns);
    System.arraycopy(lengths, from, rowLengths, 0, count);
    System.arraycopy(norms, from, rowNorms, 0, count);
  }
}
