// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.List;

/// The readable assignment: every point against every centroid, in the order of their numbers.
///
/// Squared distances are |x|^2 + |c|^2 - 2 <x, c> in float (specification of the factory, section
/// 2.1), although sums of squared differences would be more exact: the rounding is Faiss's. It
/// decides where long vectors lie close together, such as the silent frames of a voice. For the
/// same reason the products are fused and summed in the order of the components, and the norms are
/// those of [Norms]; so k-means gives the very bits of Faiss 1.7.3 on a processor with AVX-512.
///
/// @param byProduct true for the largest inner product, false for the smallest squared distance
/// @param parallelism threads that share the points
record ExactAssigner(boolean byProduct, Parallelism parallelism) implements Assigner {

  /// Points that meet a tile of centroids while it is in the cache.
  private static final int BLOCK = 64;

  @Override
  public void assign(Vectors centroids, Vectors points, int[] labels, float[] distances) {
    checkShapes(centroids, points, labels.length, distances.length);
    var tiles = CentroidTile.tiles(centroids);
    float worst = byProduct ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    Arrays.fill(labels, 0);
    Arrays.fill(distances, worst);
    ParallelBlocks.run(
        parallelism,
        points.size(),
        BLOCK,
        (from, to) -> assignBlock(tiles, points, (int) from, (int) to, labels, distances));
  }

  private static void checkShapes(Vectors centroids, Vectors points, int labels, int distances) {
    if (centroids.size() == 0 || centroids.dimension() != points.dimension()) {
      throw new IllegalArgumentException(
          "centroids are "
              + centroids
              + ", points "
              + points
              + "; both need one dimension, and"
              + " there must be a centroid");
    }
    if (labels != points.size() || distances != points.size()) {
      throw new IllegalArgumentException(
          "room for " + labels + " labels and " + distances + " distances does not fit " + points);
    }
  }

  private void assignBlock(
      List<CentroidTile> tiles, Vectors points, int from, int to, int[] labels, float[] distances) {
    int d = points.dimension();
    float[] block = new float[(to - from) * d];
    points.copyRows(from, to - from, block, 0);
    float[] norms = Norms.squared(block, d);
    float[] values = new float[CentroidTile.WIDTH];
    for (var tile : tiles) {
      for (int row = from; row < to; row++) {
        tile.products(block, (row - from) * d, values);
        if (!byProduct) {
          tile.toSquaredDistances(values, norms[row - from]);
        }
        chooseBest(tile, values, row, labels, distances);
      }
    }
  }

  private void chooseBest(
      CentroidTile tile, float[] values, int row, int[] labels, float[] distances) {
    int label = labels[row];
    float best = distances[row];
    for (int lane = 0; lane < tile.size(); lane++) {
      float value = values[lane];
      if (byProduct ? value > best : value < best) {
        best = value;
        label = tile.first() + lane;
      }
    }
    labels[row] = label;
    distances[row] = best;
  }
}
