// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// The readable assignment: sums in the order of the components, centroids in the order of their
/// numbers.
///
/// @param byProduct true for the largest inner product, false for the smallest squared distance
/// @param parallelism threads that share the points
record ExactAssigner(boolean byProduct, Parallelism parallelism) implements Assigner {

  /// Points for which a centroid is read once.
  private static final int BLOCK = 64;

  @Override
  public void assign(Vectors centroids, Vectors points, int[] labels, float[] distances) {
    ParallelBlocks.run(
        parallelism,
        points.size(),
        BLOCK,
        (from, to) ->
            assignBlock(centroids, points, (int) from, (int) (to - from), labels, distances));
  }

  private void assignBlock(
      Vectors centroids, Vectors points, int first, int count, int[] labels, float[] distances) {
    int d = points.dimension();
    float[] block = new float[count * d];
    float[] centroid = new float[d];
    points.copyRows(first, count, block, 0);
    Arrays.fill(labels, first, first + count, 0);
    float worst = byProduct ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    Arrays.fill(distances, first, first + count, worst);
    for (int c = 0; c < centroids.size(); c++) {
      centroids.copyRow(c, centroid, 0);
      for (int i = 0; i < count; i++) {
        float value =
            byProduct ? product(centroid, block, i * d) : squaredDistance(centroid, block, i * d);
        if (byProduct ? value > distances[first + i] : value < distances[first + i]) {
          labels[first + i] = c;
          distances[first + i] = value;
        }
      }
    }
  }

  private static float squaredDistance(float[] a, float[] block, int at) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      float difference = a[i] - block[at + i];
      sum += difference * difference;
    }
    return sum;
  }

  private static float product(float[] a, float[] block, int at) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * block[at + i];
    }
    return sum;
  }
}
