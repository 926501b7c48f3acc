// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.sketch.NearestSearch;
import dev.kith.internal.sketch.Sketches;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/// K-means that looks at a few random rows a step: D. Sculley, "Web-scale k-means clustering", WWW
/// 2010, with the choices of scikit-learn's `MiniBatchKMeans` (specification of the factory,
/// section 5.4), so that the same start and the same batches give its centroids up to rounding.
/// Distances are Euclidean. The result is the same, bit for bit, at any number of threads.
///
/// **Memory.** The points are read batch by batch and may be larger than the memory: what is held
/// are the centroids, a batch, and the rows that starts are chosen from and judged by, each as many
/// as [MiniBatchOptions#startRows] says.
///
/// **Reading.** A step draws its rows from anywhere, with replacement, and reads them in ascending
/// order. Files that fit into the system's page cache are read once. Beyond that nearly every row
/// of a step costs the disk a read of its own, of a page or more: some 0.1 ms on a solid-state
/// disk, 10 ms on a turning one, where a random sample that fits into memory is the better source.
public final class MiniBatchKMeans {

  /// Rows that [#inertia] looks at together.
  private static final int BLOCK = 4096;

  private MiniBatchKMeans() {}

  /// Finds k centroids.
  ///
  /// @param points n x d, n at least 1; rows that are read must be finite
  /// @param k number of centroids, at least 1
  /// @param options of the algorithm
  /// @param build listener (warned once where the points are no more than k, and asked at every
  ///   step whether to stop), threads, and a seed that comes before that of `options`
  /// @return k x d centroids in memory of their own. Of no more than k points it is the points
  ///   themselves, equal ones too.
  /// @throws IllegalArgumentException if there is no point, a point is not finite, or the options
  ///   do not fit the points
  /// @throws CancellationException if the listener wants it
  public static MiniBatchResult train(
      VectorSource points, int k, MiniBatchOptions options, BuildOptions build) {
    long seed = build.seed().orElse(options.seed());
    return train(points, k, options, build, new SeededDraws(seed, points.size()));
  }

  static MiniBatchResult train(
      VectorSource points, int k, MiniBatchOptions options, BuildOptions build, RowDraws draws) {
    check(points, k, options);
    if (points.size() <= k) {
      warnOfFewPoints(points.size(), k, build.listener());
      return new MiniBatchResult(all(points), 0, true);
    }
    return new MiniBatchTraining(points, k, options, build, draws).run();
  }

  private static void check(VectorSource points, int k, MiniBatchOptions options) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", and must be at least 1");
    }
    if (points.size() == 0) {
      throw new IllegalArgumentException(
          "there are no points to find centroids of; pass at least one");
    }
    var initial = options.initialCentroids();
    if (initial == null) {
      return;
    }
    if (initial.dimension() != points.dimension() || initial.size() != k) {
      throw new IllegalArgumentException(
          "the initial centroids are %s, and %,d of dimension %d are wanted"
              .formatted(initial, k, points.dimension()));
    }
  }

  private static void warnOfFewPoints(long n, int k, BuildListener listener) {
    listener.warning(
        String.format(
            Locale.ROOT,
            "%,d points are no more than the %,d centroids wanted: the points are kept as they are;"
                + " ask for fewer centroids to get means",
            n,
            k));
  }

  private static Vectors all(VectorSource points) {
    var copy = Vectors.allocate(points.size(), points.dimension());
    points.read(0, copy);
    return copy;
  }

  /// How well centroids stand for points: the sum of the squared distances of all points to their
  /// nearest centroids. All points are read once.
  ///
  /// @param points n x d
  /// @param centroids k x d
  /// @param build threads, and a listener that hears of progress and may cancel
  /// @return the inertia; divide it by n for that of a row
  /// @throws CancellationException if the listener wants it
  public static double inertia(VectorSource points, Vectors centroids, BuildOptions build) {
    var sum = new double[1];
    var search = new NearestSearch[1];
    points.forEachBlock(
        BLOCK,
        (from, block) -> {
          if (search[0] == null) {
            search[0] =
                new NearestSearch(
                    centroids, new Sketches(block, NearestBy.NORMS), build.parallelism());
          }
          int rows = (int) block.size();
          float[] distances = new float[rows];
          search[0].assign(block, new int[rows], distances);
          sum[0] += Starts.sum(distances);
          tell(build.listener(), "inertia", from + rows, points.size());
        });
    return sum[0];
  }

  /// Reports a step, and ends the work if the listener wants that.
  static void tell(BuildListener listener, String stage, long done, long total) {
    if (listener.isCancelled()) {
      throw new CancellationException(
          "%s was cancelled after %,d of %,d".formatted(stage, done, total));
    }
    listener.progress(stage, done, total);
  }
}
