// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.internal.sketch.NarrowMatrix;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// K-means++ with several candidates for each centroid. See [StartMethod#PLUS_PLUS]. D(x) of the
/// paper is the distance of a point to the nearest centroid so far; the potential is the sum of its
/// squares.
final class PlusPlus implements AutoCloseable {

  /// Panels that a thread takes at a time.
  private static final int TURN = 8;

  private final Vectors points;
  private final RowDraws draws;
  private final Parallelism parallelism;
  private final NativeHeap heap = new NativeHeap();
  private final PanelList panels;
  private final int n;
  private final int trials;

  /// D(x)^2 of each point.
  private final float[] closest;

  /// D(x)^2 of each point with each candidate added, candidate by candidate.
  private final float[][] with;

  /// The share of each panel in the potential of each candidate, panel by panel.
  private final double[] potentials;

  /// @param points to choose from, at least k
  /// @param k centroids that will be chosen
  PlusPlus(Vectors points, int k, RowDraws draws, Parallelism parallelism) {
    this.points = points;
    this.draws = draws;
    this.parallelism = parallelism;
    this.n = (int) points.size();
    this.trials = 2 + (int) Math.log(k);
    this.panels = new PanelList(heap, points.dimension());
    this.panels.append(points, CodeStore.RowOrder.SAME, n);
    this.closest = new float[n];
    this.with = new float[trials][n];
    this.potentials = new double[(int) panels.panels() * trials];
  }

  /// Chooses centroids.
  ///
  /// @param k as told to the constructor
  /// @return k different places of the points, or equal ones where there are not k
  Vectors choose(int k) {
    var chosen = Vectors.allocate(k, points.dimension());
    Arrays.fill(closest, Float.POSITIVE_INFINITY);
    take(chosen, 0, new int[] {at(draws.share())});
    for (int c = 1; c < k; c++) {
      take(chosen, c, candidates());
    }
    return chosen;
  }

  private int at(double share) {
    return Math.min(n - 1, (int) (share * n));
  }

  /// Points drawn with probabilities proportional to D(x)^2.
  private int[] candidates() {
    double[] sums = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += closest[i];
      sums[i] = total;
    }
    int[] candidates = new int[trials];
    for (int t = 0; t < trials; t++) {
      double share = draws.share();
      candidates[t] = total > 0 ? firstAbove(sums, share * total) : at(share);
    }
    return candidates;
  }

  /// The first place whose sum is above a value: never a point at distance 0.
  private static int firstAbove(double[] sums, double value) {
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// Makes the best candidate centroid number c.
  private void take(Vectors chosen, int c, int[] candidates) {
    float[] queries = new float[candidates.length * points.dimension()];
    for (int t = 0; t < candidates.length; t++) {
      points.copyRow(candidates[t], queries, t * points.dimension());
    }
    ParallelBlocks.run(
        parallelism,
        panels.panels(),
        TURN,
        (from, to) -> {
          for (int panel = (int) from; panel < to; panel++) {
            compare(panel, queries, candidates.length);
          }
        });
    int best = best(candidates.length);
    System.arraycopy(with[best], 0, closest, 0, n);
    chosen.set(c, points.row(candidates[best]));
  }

  private void compare(int panel, float[] queries, int count) {
    int d = points.dimension();
    float[] keys = new float[TILE * PANEL];
    int[] at = new int[TILE];
    for (int first = 0; first < count; first += TILE) {
      int tile = NarrowMatrix.aim(first, count, d, at);
      Kernels.best()
          .squaredL2(
              panels.segment(panel),
              panels.offset(panel),
              panels.width(panel),
              d,
              queries,
              at,
              tile,
              keys);
      for (int q = 0; q < tile; q++) {
        potentials[panel * trials + first + q] = keep(panel, keys, q, with[first + q]);
      }
    }
  }

  /// Lets a candidate's distances lower those of a panel's points.
  ///
  /// @return the sum of the points
  private double keep(int panel, float[] keys, int q, float[] lowered) {
    double sum = 0;
    int first = panel * PANEL;
    for (int j = 0; j < panels.width(panel); j++) {
      float distance = Math.min(closest[first + j], keys[q * PANEL + j]);
      lowered[first + j] = distance;
      sum += distance;
    }
    return sum;
  }

  private int best(int count) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < count; t++) {
      double potential = 0;
      for (int panel = 0; panel < panels.panels(); panel++) {
        potential += potentials[panel * trials + t];
      }
      if (potential < least) {
        least = potential;
        best = t;
      }
    }
    return best;
  }

  @Override
  public void close() {
    heap.close();
  }
}
