// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.internal.panel.PackedPoints;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// The assignment of the same points to centroids that move, round after round, as in k-means.
///
/// The centroid that was the nearest to a point is a good guess at the next one, so its distance is
/// a limit that few sketches of other centroids are below (see [SketchSearch]), and sketches of the
/// points are made once. Bounds that cost less than the comparisons they spare are the idea of C.
/// Elkan ("Using the triangle inequality to accelerate k-means", ICML 2003); bounds by a few
/// rotated components for high dimensions are that of SuperKMeans. What is found has the bits of a
/// comparison with all centroids.
///
/// Whether sketches are used, and how long they are, is found by a trial with a few of the points
/// in the first rounds; it depends on the data alone.
public final class RepeatedAssignment implements AutoCloseable {

  /// Points of up to so many bytes are copied into panels once where all centroids are compared;
  /// more are packed block by block, and again in every round.
  private static final long MOST_PACKED = 1L << 28;

  /// Below so many products of components a round, sketches take longer to make than they spare.
  private static final long LEAST_WORK = 1L << 30;

  /// Rounds that begin with a trial: in the first, centroids are points, and there are no guesses.
  private static final int TRIALS = 2;

  private final Vectors points;
  private final NearestBy by;
  private final Parallelism parallelism;
  private final long leastWork;
  private final CentroidTrial trial;
  private final int[] guesses;
  private int rounds;
  private @Nullable Sketch sketch;
  private @Nullable PointSketches sketches;
  private @Nullable PackedPoints packed;

  /// Prepares for rounds.
  ///
  /// @param points n x d, n within an int; not to change
  /// @param by the key
  /// @param parallelism the threads
  public RepeatedAssignment(Vectors points, NearestBy by, Parallelism parallelism) {
    this(points, by, parallelism, LEAST_WORK);
  }

  /// @param leastWork products of components a round from which sketches are tried
  RepeatedAssignment(Vectors points, NearestBy by, Parallelism parallelism, long leastWork) {
    this.leastWork = leastWork;
    this.points = points;
    this.by = by;
    this.parallelism = parallelism;
    this.trial = new CentroidTrial(points, by, parallelism);
    this.guesses = new int[(int) points.size()];
  }

  /// Finds the nearest centroid of each point; of equally near ones that with the lowest number.
  ///
  /// @param centroids k x d
  /// @param labels receives n numbers; 0 where no key is finite
  /// @param keys receives n keys
  public void assign(Vectors centroids, int[] labels, float[] keys) {
    if (rounds < TRIALS && isWorthATrial(centroids)) {
      choose(trial.best(centroids, rounds == 0 ? null : guesses));
    }
    if (sketch == null) {
      compareAll(centroids, keys);
    } else {
      compareSketches(centroids, sketch, keys);
    }
    rounds++;
    System.arraycopy(guesses, 0, labels, 0, labels.length);
  }

  private boolean isWorthATrial(Vectors centroids) {
    double work = (double) points.size() * centroids.size() * centroids.dimension();
    return work >= leastWork && points.size() <= PointSketches.MOST;
  }

  private void choose(@Nullable Sketch best) {
    if (best != sketch) {
      sketch = best;
      sketches = null;
    }
  }

  private void compareSketches(Vectors centroids, Sketch chosen, float[] keys) {
    var sketched = new SketchedCentroids(centroids, chosen, parallelism);
    var made = sketches;
    if (made == null) {
      made = new PointSketches(points, chosen, parallelism);
      sketches = made;
    }
    sketched.assign(points, made, rounds > 0, parallelism, guesses, keys);
  }

  private void compareAll(Vectors centroids, float[] keys) {
    float[] values = new float[Math.toIntExact(centroids.size() * centroids.dimension())];
    centroids.copyRows(0, (int) centroids.size(), values, 0);
    var nearest = new NearestCentroids(values, centroids.dimension(), by);
    if (points.size() * points.dimension() * Float.BYTES > MOST_PACKED) {
      nearest.assign(points, parallelism, guesses, keys);
      return;
    }
    var panels = packed;
    if (panels == null) {
      panels = new PackedPoints(points);
      packed = panels;
    }
    nearest.assign(panels, parallelism, guesses, keys);
  }

  /// Whether the last round compared sketches.
  boolean usesSketches() {
    return sketch != null;
  }

  /// Frees what was packed.
  @Override
  public void close() {
    if (packed != null) {
      packed.close();
    }
  }
}
