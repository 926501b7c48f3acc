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

  private final EvenSample points;
  private final Parallelism parallelism;
  private final Sketches sketches;

  /// @param points of which some are copied
  CentroidTrial(Vectors points, NearestBy by, Parallelism parallelism) {
    this.parallelism = parallelism;
    this.sketches = new Sketches(new EvenSample(points, SAMPLE).vectors(), by);
    this.points = new EvenSample(points, POINTS);
  }

  /// The sketch of the least work.
  ///
  /// @param centroids k x d
  /// @param guesses a centroid for each of all points, or null
  /// @return null where comparing everything is less
  @Nullable Sketch best(Vectors centroids, int @Nullable [] guesses) {
    long k = centroids.size();
    return k < SketchWork.FEW_CENTROIDS
        ? null
        : sketches.best(
            k, sketch -> compared(new SketchedCentroids(centroids, sketch, parallelism), guesses));
  }

  /// Centroids that are compared with a point, on average.
  private double compared(SketchedCentroids centroids, int @Nullable [] guesses) {
    var search = new SketchSearch(centroids);
    int searched = 0;
    boolean hopeless = false;
    while (searched < points.size() && !hopeless) {
      int count = Math.min(TILE, points.size() - searched);
      search.tile().load(points.values(), searched, count);
      if (guesses == null) {
        search.find();
      } else {
        search.find(guessed(guesses, searched, count), 0);
      }
      searched += count;
      double compared = (double) search.compared() / searched;
      hopeless = searched >= FIRST && SketchWork.isHopeless(centroids.size(), compared);
    }
    return (double) search.compared() / searched;
  }

  private int[] guessed(int[] guesses, int first, int count) {
    int[] guessed = new int[count];
    for (int q = 0; q < count; q++) {
      guessed[q] = guesses[points.row(first + q)];
    }
    return guessed;
  }
}
