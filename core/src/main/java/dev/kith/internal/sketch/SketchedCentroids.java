// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Vectors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicLong;

/// Centroids with their sketches, in which the nearest are found by comparing all sketches and few
/// centroids. What is found does not depend on the sketches: a bound only leaves out what is
/// farther away.
final class SketchedCentroids {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /// Rows that a thread takes at a time: enough that its room costs nothing beside them.
  private static final int LEAST_TURN = 16 * TILE;

  private static final int MOST_TURN = 512 * TILE;

  private final Vectors centroids;
  private final Sketch sketch;
  private final MemorySegment panels;
  private final float[] lengths;
  private final float[] norms;

  /// The centroids row after row.
  private final float[] values;

  private volatile float reach;

  /// Makes the sketches of all centroids.
  ///
  /// @param centroids k x d, seen and not copied
  SketchedCentroids(Vectors centroids, Sketch sketch, Parallelism parallelism) {
    this.centroids = centroids;
    this.sketch = sketch;
    int k = (int) centroids.size();
    lengths = new float[k];
    norms = new float[k];
    values = new float[Math.multiplyExact(k, sketch.d())];
    panels = Arena.ofAuto().allocate(panels() * panelBytes() + Kernels.SLACK, PANEL);
    // rows that fill the last panel up are infinitely far
    for (int row = k; row < panels() * PANEL; row++) {
      panels.set(FLOAT, cell(row, sketch.columns() - 1), Float.POSITIVE_INFINITY);
    }
    int[] all = new int[k];
    for (int c = 0; c < k; c++) {
      all[c] = c;
    }
    refresh(all, k, parallelism);
  }

  int size() {
    return (int) centroids.size();
  }

  int panels() {
    return Math.ceilDiv((int) centroids.size(), PANEL);
  }

  private long panelBytes() {
    return (long) PANEL * sketch.columns() * Float.BYTES;
  }

  private long cell(int row, int column) {
    return row / PANEL * panelBytes() + ((long) column * PANEL + row % PANEL) * Float.BYTES;
  }

  /// The centroids themselves, row after row. Not a copy.
  float[] values() {
    return values;
  }

  Sketch sketch() {
    return sketch;
  }

  /// The squared length of a centroid.
  float norm(int c) {
    return norms[c];
  }

  /// The largest squared length of a centroid, from the mean.
  float reach() {
    return reach;
  }

  /// Makes the sketches of centroids that have moved.
  ///
  /// @param moved different numbers
  /// @param count how many of them
  void refresh(int[] moved, int count, Parallelism parallelism) {
    ParallelBlocks.run(
        parallelism,
        count,
        turn(count, parallelism),
        (from, to) -> {
          var tile = new SketchTile(sketch);
          for (int first = (int) from; first < to; first += TILE) {
            int tileCount = (int) Math.min(TILE, to - first);
            for (int q = 0; q < tileCount; q++) {
              tile.numbers()[q] = moved[first + q];
            }
            tile.load(centroids, tileCount);
            for (int q = 0; q < tileCount; q++) {
              store(moved[first + q], tile, q);
            }
          }
        });
    float longest = 0;
    for (float length : lengths) {
      longest = Math.max(longest, length);
    }
    reach = longest;
  }

  private void store(int row, SketchTile tile, int q) {
    int last = sketch.columns() - 1;
    int from = tile.sketchAt()[q];
    for (int column = 0; column < last; column++) {
      panels.set(FLOAT, cell(row, column), tile.sketches()[from + column]);
    }
    panels.set(FLOAT, cell(row, last), tile.length(q) / 2);
    lengths[row] = tile.length(q);
    norms[row] = tile.norm(q);
    System.arraycopy(tile.rows(), q * sketch.d(), values, row * sketch.d(), sketch.d());
  }

  /// Compares six vectors with all sketches. See [Sketch], and [Kernels#leastProducts] for what is
  /// received.
  void keys(SketchTile tile, float[] keys, float[] least, float[] lowest) {
    Kernels.best()
        .leastProducts(
            panels,
            panels(),
            sketch.columns(),
            tile.sketches(),
            tile.sketchAt(),
            keys,
            least,
            lowest);
  }

  private static long turn(long rows, Parallelism parallelism) {
    long share = Math.clamp(Math.ceilDiv(rows, 2L * parallelism.width()), LEAST_TURN, MOST_TURN);
    return Math.ceilDiv(share, TILE) * TILE;
  }

  /// Finds the nearest centroid of each point; of equally near ones that with the lowest number.
  ///
  /// @param points n x d
  /// @param labels receives n numbers
  /// @param distances receives n squared distances
  /// @return how many centroids were compared with points, in all
  long assign(Vectors points, Parallelism parallelism, int[] labels, float[] distances) {
    var compared = new AtomicLong();
    ParallelBlocks.run(
        parallelism,
        points.size(),
        turn(points.size(), parallelism),
        (from, to) -> {
          var search = new SketchSearch(this);
          for (long first = from; first < to; first += TILE) {
            search.find(points, (int) first, (int) Math.min(to, first + TILE), labels, distances);
          }
          compared.addAndGet(search.compared());
        });
    return compared.get();
  }
}
