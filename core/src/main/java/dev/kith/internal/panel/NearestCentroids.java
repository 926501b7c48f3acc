// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.CentroidRows;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.kernel.NearestRows;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;

/// Finds the one nearest centroid of many points: the points are packed, and every lane keeps its
/// best. It gives what a scan of all centroids gives, faster where there are many points.
public final class NearestCentroids {

  /// Panels that a thread takes at most at a time.
  private static final int TURN = 32;

  private final CentroidRows centroids;

  /// Prepares for assignment.
  ///
  /// @param values k x d, row-major; not to be changed while this is in use
  /// @param d dimensions
  /// @param by the key
  public NearestCentroids(float[] values, int d, NearestBy by) {
    float[] norms = by == NearestBy.NORMS ? Norms.squared(values, d) : new float[0];
    this.centroids = new CentroidRows(by, values, d, norms);
  }

  /// Whether there is a key for a metric.
  ///
  /// @param metric any
  /// @return true for L2 and the inner product
  public static boolean supports(Metric metric) {
    return metric.kind() == Metric.Kind.L2 || metric.kind() == Metric.Kind.INNER_PRODUCT;
  }

  /// The key of coarse quantizers and k-means: the one with the rounding of Faiss.
  ///
  /// @param metric L2 or the inner product
  /// @return the key
  public static NearestBy keyOf(Metric metric) {
    return metric.isSimilarity() ? NearestBy.PRODUCT : NearestBy.NORMS;
  }

  /// Assigns points that are packed already.
  ///
  /// @param points n of them
  /// @param parallelism the threads
  /// @param labels receives n centroid numbers; 0 where no key is finite
  /// @param keys receives n keys; infinite where none is finite
  public void assign(PackedPoints points, Parallelism parallelism, int[] labels, float[] keys) {
    PanelList panels = points.panels();
    Kernels kernels = Kernels.best();
    ParallelBlocks.run(
        parallelism,
        panels.panels(),
        turn(panels.panels(), parallelism),
        (from, to) -> {
          var best = new NearestRows();
          for (long panel = from; panel < to; panel++) {
            int width = panels.width(panel);
            points.norms(panel, best.norms());
            kernels.nearest(panels.segment(panel), panels.offset(panel), width, centroids, best);
            hand(best, (int) panel * PANEL, width, labels, keys);
          }
        });
  }

  /// Assigns points.
  ///
  /// @param points n of them
  /// @param parallelism the threads
  /// @param labels receives n centroid numbers; 0 where no key is finite
  /// @param keys receives n keys; infinite where none is finite
  public void assign(Vectors points, Parallelism parallelism, int[] labels, float[] keys) {
    ParallelBlocks.run(
        parallelism,
        labels.length,
        turn(Math.ceilDiv(labels.length, PANEL), parallelism) * PANEL,
        (from, to) -> {
          var block = new RowBlock(centroids.d());
          var best = new NearestRows();
          for (long row = from; row < to; row += PANEL) {
            block.load(points, row, Math.min(to, row + PANEL));
            find(block, 0, best);
            hand(best, (int) row, block.width(), labels, keys);
          }
        });
  }

  private static long turn(long panels, Parallelism parallelism) {
    return Math.clamp(Math.ceilDiv(panels, parallelism.width()), 1, TURN);
  }

  /// The nearest centroids of the rows of a block.
  ///
  /// @param block of any dimension
  /// @param first the component of the block that is a centroid's first
  /// @param best receives keys and numbers
  public void find(RowBlock block, int first, NearestRows best) {
    if (centroids.by() == NearestBy.NORMS) {
      block.norms(first, centroids.d(), best.norms());
    }
    Kernels.best().nearest(block.segment(), block.offset(first), block.width(), centroids, best);
  }

  private static void hand(NearestRows best, int row, int width, int[] labels, float[] keys) {
    System.arraycopy(best.numbers(), 0, labels, row, width);
    System.arraycopy(best.keys(), 0, keys, row, width);
  }
}
