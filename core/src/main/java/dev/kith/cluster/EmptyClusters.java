// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.internal.random.FaissRandom;
import dev.kith.vector.Vectors;

/// Gives empty clusters a half of a large one (specification of the factory, section 3.3).
final class EmptyClusters {

  /// Faiss starts afresh from this seed at every iteration, whatever the seed of the training.
  private static final long SEED = 1234;

  private static final float PERTURBATION = 1 / 1024f;
  private static final int TRIALS_PER_CLUSTER = 10;

  private final Vectors centroids;
  private final float[] sizes;
  private final int first;
  private final float spare;
  private final FaissRandom random = new FaissRandom(SEED);

  private EmptyClusters(Vectors centroids, float[] sizes, int first, int n) {
    this.centroids = centroids;
    this.sizes = sizes;
    this.first = first;
    this.spare = n - (sizes.length - first);
  }

  /// Fills the empty clusters.
  ///
  /// @param centroids k x d, changed in place
  /// @param sizes k sums of weights, changed in place; 0 means empty
  /// @param first the first cluster that takes part; those before it are frozen
  /// @param n number of points
  /// @return how many clusters were empty
  static int split(Vectors centroids, float[] sizes, int first, int n) {
    var clusters = new EmptyClusters(centroids, sizes, first, n);
    int splits = 0;
    for (int empty = first; empty < sizes.length; empty++) {
      if (sizes[empty] == 0) {
        clusters.share(clusters.choose(), empty);
        splits++;
      }
    }
    return splits;
  }

  /// A cluster to split, the likelier the larger it is.
  private int choose() {
    int candidates = sizes.length - first;
    for (long trial = 0; trial < (long) TRIALS_PER_CLUSTER * candidates; trial++) {
      int candidate = first + (int) (trial % candidates);
      if (random.nextFloat() < (sizes[candidate] - 1) / spare) {
        return candidate;
      }
    }
    return largest();
  }

  private int largest() {
    int largest = first;
    for (int c = first + 1; c < sizes.length; c++) {
      if (sizes[c] > sizes[largest]) {
        largest = c;
      }
    }
    return largest;
  }

  /// Puts the two centroids symmetrically about the place of the one.
  private void share(int full, int empty) {
    float[] up = centroids.row(full);
    float[] down = up.clone();
    for (int i = 0; i < up.length; i++) {
      float step = i % 2 == 0 ? PERTURBATION : -PERTURBATION;
      up[i] *= 1 + step;
      down[i] *= 1 - step;
    }
    centroids.set(empty, up);
    centroids.set(full, down);
    sizes[empty] = sizes[full] / 2;
    sizes[full] -= sizes[empty];
  }
}
