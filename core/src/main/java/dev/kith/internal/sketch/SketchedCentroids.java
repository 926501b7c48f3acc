// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.NearestBy;
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

  private final int size;
  private final Sketch sketch;
  private final MemorySegment panels;
  private final float[] lengths;
  private final float[] norms;

  /// The centroids row after row.
  private final float[] values;

  private volatile float reach;
  private volatile float longest;

  /// Makes the sketches of all centroids.
  ///
  /// @param centroids k x d, copied
  SketchedCentroids(Vectors centroids, Sketch sketch, Parallelism parallelism) {
    this.sketch = sketch;
    this.size = (int) centroids.size();
    int k = size;
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
    refresh(centroids, all, k, parallelism);
  }

  int size() {
    return size;
  }

  int panels() {
    return Math.ceilDiv(size, PANEL);
  }

  private long panelBytes() {
    return (long) PANEL * sketch.columns() * Float.BYTES;
  }

  private long cell(int row, int column) {
    return row / PANEL * panelBytes() + ((long) column * PANEL + row % PANEL) * Float.BYTES;
  }

  /// Bytes of sketches, norms and the copy of the centroids.
  long bytes() {
    return panels.byteSize() + Float.BYTES * (2L * norms.length + values.length);
  }

  /// The centroids themselves, row after row. Not a copy.
  float[] values() {
    return values;
  }

  Sketch sketch() {
    return sketch;
  }

  /// The key of a centroid.
  ///
  /// @param product of the centroid and a vector
  /// @param norm the squared length of the vector
  float distance(float product, float norm, int c) {
    return isSimilarity() ? -product : Math.max(0, Math.fma(2f, -product, norms[c] + norm));
  }

  /// Whether keys are negated products.
  boolean isSimilarity() {
    return sketch.by() == NearestBy.PRODUCT;
  }

  /// Whether there are bounds of a vector's distances.
  boolean bounds(SketchTile tile, int q) {
    return Sketch.holdsFor(tile.length(q))
        && Sketch.holdsFor(tile.norm(q))
        && Sketch.holdsFor(reach)
        && Sketch.holdsFor(longest);
  }

  /// The largest key that is worth a comparison where a distance is reached; see [Sketch#limit].
  float limit(double distance, SketchTile tile, int q) {
    return sketch.limit(distance, tile.length(q), tile.norm(q), longest);
  }

  /// The most by which a rough distance differs from the exact one; see [Sketch#difference].
  double difference(float norm, int c) {
    return sketch.difference(norm, norms[c]);
  }

  /// Makes the sketches of centroids that have moved.
  ///
  /// @param centroids all of them
  /// @param moved different numbers
  /// @param count how many of them
  void refresh(Vectors centroids, int[] moved, int count, Parallelism parallelism) {
    ParallelBlocks.run(
        parallelism,
        count,
        turn(count, parallelism),
        (from, to) -> {
          var tile = new SketchTile(sketch);
          for (int first = (int) from; first < to; first += TILE) {
            tile.load(centroids, moved, first, (int) Math.min(TILE, to - first));
            for (int q = 0; q < tile.count(); q++) {
              store(moved[first + q], tile, q);
            }
          }
        });
    reach = largest(lengths);
    longest = largest(norms);
  }

  /// Not a number if one of them is not.
  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private void store(int row, SketchTile tile, int q) {
    int last = sketch.columns() - 1;
    int from = tile.sketchAt()[q];
    for (int column = 0; column < last; column++) {
      panels.set(FLOAT, cell(row, column), tile.sketches()[from + column]);
    }
    panels.set(FLOAT, cell(row, last), sketch.last(tile.length(q), tile.norm(q)));
    lengths[row] = tile.length(q);
    norms[row] = tile.norm(q);
    System.arraycopy(tile.rows(), q * sketch.d(), values, row * sketch.d(), sketch.d());
  }

  /// Compares the vectors of a tile with the sketches of some panels. See [Sketch], and
  /// [Kernels#leastProducts] for what is received.
  ///
  /// @param first the first panel
  /// @param count panels
  void keys(SketchTile tile, int first, int count, float[] keys, float[] least, float[] lowest) {
    Kernels.best()
        .leastProducts(
            panels,
            first,
            count,
            sketch.columns(),
            tile.sketches(),
            tile.sketchAt(),
            tile.count(),
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
  /// @param distances receives n keys
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
            search.tile().load(points, first, (int) Math.min(TILE, to - first));
            search.find();
            search.copyTo(labels, distances, (int) first);
          }
          compared.addAndGet(search.compared());
        });
    return compared.get();
  }

  /// The same for points whose sketches are made.
  ///
  /// @param points n x d
  /// @param sketches of the points
  /// @param again whether `labels` holds guesses, such as what was nearest before centroids moved
  /// @param labels receives n numbers
  /// @param distances receives n keys
  /// @return how many centroids were compared with points, in all
  long assign(
      Vectors points,
      PointSketches sketches,
      boolean again,
      Parallelism parallelism,
      int[] labels,
      float[] distances) {
    var compared = new AtomicLong();
    ParallelBlocks.run(
        parallelism,
        points.size(),
        turn(points.size(), parallelism),
        (from, to) -> {
          var search = new SketchSearch(this);
          for (long first = from; first < to; first += TILE) {
            search.tile().load(points, sketches, first, (int) Math.min(TILE, to - first));
            if (again) {
              search.find(labels, (int) first);
            } else {
              search.find();
            }
            search.copyTo(labels, distances, (int) first);
          }
          compared.addAndGet(search.compared());
        });
    return compared.get();
  }
}
