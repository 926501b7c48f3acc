// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// The nearest of centroids that move, found in the way that suits the points: by sketches, which
/// grow while that saves work, or by comparing everything where vectors are short, centroids few,
/// or sketches say too little.
///
/// Distances are |x|^2 + |c|^2 - 2 <x, c> in float, as in Faiss and in scikit-learn. Where many
/// points are nearly equal, such as the silent frames of a voice, rounding spreads them over
/// centroids that are equally near. With exact differences the lowest would get them all, and as
/// centroids are given up by their share of the largest count, too many would be: batches of 1,024
/// of a voice lost 1.2 % of inertia that way.
///
/// Which way is taken depends on the points and never on the threads.
public final class NearestSearch {

  private final Vectors centroids;
  private final Sketches sketches;
  private final Parallelism parallelism;
  private @Nullable SketchedCentroids sketched;

  /// Prepares for searches.
  ///
  /// @param centroids k x d, seen and not copied: [#moved] is to be told of changes
  /// @param sketches of such points
  /// @param parallelism the threads
  public NearestSearch(Vectors centroids, Sketches sketches, Parallelism parallelism) {
    this.centroids = centroids;
    this.sketches = sketches;
    this.parallelism = parallelism;
    if (centroids.size() >= SketchWork.FEW_CENTROIDS) {
      sketched = sketched(sketches.first());
    }
  }

  private @Nullable SketchedCentroids sketched(@Nullable Sketch sketch) {
    return sketch == null ? null : new SketchedCentroids(centroids, sketch, parallelism);
  }

  /// Finds the nearest centroid of each point; of equally near ones that with the lowest number.
  ///
  /// @param points n x d
  /// @param labels receives n numbers
  /// @param distances receives n squared distances
  public void assign(Vectors points, int[] labels, float[] distances) {
    var known = sketched;
    if (known == null) {
      float[] values = new float[Math.toIntExact(centroids.size() * centroids.dimension())];
      centroids.copyRows(0, (int) centroids.size(), values, 0);
      new NearestCentroids(values, centroids.dimension(), NearestBy.NORMS)
          .assign(points, parallelism, labels, distances);
      return;
    }
    long compared = known.assign(points, parallelism, labels, distances);
    adapt(known.sketch(), (double) compared / points.size());
  }

  /// Longer sketches where centroids take more time than sketches; none where even the longest
  /// spare no work.
  private void adapt(Sketch sketch, double compared) {
    long k = centroids.size();
    if (!SketchWork.wantsMore(k, sketch, compared)) {
      return;
    }
    var longer = sketches.longerThan(sketch);
    if (longer != null) {
      sketched = sketched(longer);
    } else if (SketchWork.of(k, sketch, compared) > SketchWork.ofAll(k, sketch.d())) {
      sketched = null;
    }
  }

  /// Whether sketches are still of use.
  boolean usesSketches() {
    return sketched != null;
  }

  /// Some centroids have changed.
  ///
  /// @param numbers holds different centroids
  /// @param count how many
  public void moved(int[] numbers, int count) {
    var known = sketched;
    if (known != null) {
      known.refresh(centroids, numbers, count, parallelism);
    }
  }
}
