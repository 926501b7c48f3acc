// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// Which sketch, if any, finds the nearest centroids of points with the least work: a few of the
/// points are searched for, and what had to be compared is counted. Time is not looked at, so the
/// answer is the same wherever it is asked for.
final class CentroidTrial {

  /// Points that directions are found with.
  private static final int SAMPLE = 768;

  /// Points that are searched for.
  private static final int POINTS = 32 * TILE;

  /// As many show a hopeless case.
  private static final int FIRST = 2 * TILE;

  private final Vectors points;
  private final long[] rows;
  private final Parallelism parallelism;
  private final Sketches sketches;

  /// @param points of which some are copied, taken evenly
  CentroidTrial(Vectors points, NearestBy by, Parallelism parallelism) {
    this.parallelism = parallelism;
    this.sketches = new Sketches(some(points, rows(points.size(), SAMPLE)), by);
    this.rows = rows(points.size(), POINTS);
    this.points = some(points, rows);
  }

  private static long[] rows(long n, int most) {
    int count = (int) Math.min(n, most);
    long[] rows = new long[count];
    for (int i = 0; i < count; i++) {
      // the whole quotient leaves points at the end out, but steps are all the same
      rows[i] = n / count * i;
    }
    return rows;
  }

  private static Vectors some(Vectors points, long[] rows) {
    var some = Vectors.allocate(rows.length, points.dimension());
    points.gather(rows, some);
    return some;
  }

  /// The sketch of the least work.
  ///
  /// @param centroids k x d
  /// @param guesses a centroid for each of all points, or null
  /// @return null where comparing everything is less
  @Nullable Sketch best(Vectors centroids, int @Nullable [] guesses) {
    long k = centroids.size();
    if (k < SketchWork.FEW_CENTROIDS) {
      return null;
    }
    double least = SketchWork.ofAll(k, centroids.dimension());
    Sketch best = null;
    Sketch sketch = sketches.first();
    while (sketch != null) {
      double compared = compared(new SketchedCentroids(centroids, sketch, parallelism), guesses);
      double work = SketchWork.of(k, sketch, compared);
      if (work < least) {
        least = work;
        best = sketch;
      }
      if (SketchWork.isHopeless(k, compared)) {
        sketch = sketches.longestAfter(sketch);
      } else {
        sketch = SketchWork.wantsMore(k, sketch, compared) ? sketches.longerThan(sketch) : null;
      }
    }
    return best;
  }

  /// Centroids that are compared with a point, on average.
  private static double compared(
      SketchedCentroids centroids, Vectors points, long[] rows, int @Nullable [] guesses) {
    var search = new SketchSearch(centroids);
    int[] guessed = new int[TILE];
    int searched = 0;
    boolean hopeless = false;
    while (searched < rows.length && !hopeless) {
      int count = Math.min(TILE, rows.length - searched);
      search.tile().load(points, searched, count);
      if (guesses == null) {
        search.find();
      } else {
        for (int q = 0; q < count; q++) {
          guessed[q] = guesses[(int) rows[searched + q]];
        }
        search.find(guessed, 0);
      }
      searched += count;
      hopeless =
          searched >= FIRST
              && SketchWork.isHopeless(centroids.size(), (double) search.compared() / searched);
    }
    return (double) search.compared() / searched;
  }

  private double compared(SketchedCentroids centroids, int @Nullable [] guesses) {
    return compared(centroids, points, rows, guesses);
  }
}
