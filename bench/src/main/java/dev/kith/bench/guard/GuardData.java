// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.guard;

import dev.kith.vector.Vectors;
import java.util.Random;

/// Vectors in clusters, whose later dimensions vary less, as learnt features are. Always the same.
///
/// @param base what is searched
/// @param queries what is searched for, of the same clusters
record GuardData(Vectors base, Vectors queries) {

  private static final int CLUSTERS = 300;

  /// How much of the spread is between clusters.
  private static final float APART = 2;

  /// @param n vectors
  /// @param count queries
  /// @param d dimensions
  static GuardData of(int n, int count, int d) {
    var random = new Random(20260701);
    float[][] centers = new float[CLUSTERS][];
    for (int i = 0; i < CLUSTERS; i++) {
      centers[i] = around(new float[d], APART, random);
    }
    return new GuardData(drawn(n, centers, random), drawn(count, centers, random));
  }

  private static Vectors drawn(int n, float[][] centers, Random random) {
    float[][] rows = new float[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = around(centers[random.nextInt(CLUSTERS)], 1, random);
    }
    return Vectors.of(rows);
  }

  private static float[] around(float[] center, float spread, Random random) {
    float[] vector = center.clone();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += spread * (float) random.nextGaussian() / (1 + i / 12f);
    }
    return vector;
  }
}
