// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.random.RandomArrays;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class CentroidScanTest {

  private static final int D = 19;
  private static final int CENTROIDS = 131;
  private static final int POINTS = 500;

  /// Long vectors that lie close together, so that the rounding shows.
  private static Vectors farFromTheOrigin(int n, int seed) {
    float[] values = RandomArrays.gaussian(n * D, seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = 20 + 0.05f * values[i];
    }
    return Vectors.of(values, D);
  }

  private static float norm(float[] x) {
    double sum = 0;
    for (float component : x) {
      float square = component * component;
      sum += square;
    }
    return (float) sum;
  }

  private static float byNorms(float[] x, float[] c) {
    float product = 0;
    for (int i = 0; i < D; i++) {
      product = Math.fma(x[i], c[i], product);
    }
    return Math.max(0, norm(x) + norm(c) - 2 * product);
  }

  private static Neighbors nearest(
      Vectors centroids, Vectors points, int k, Metric metric, int threads) {
    try (NativeHeap heap = new NativeHeap()) {
      PanelList panels = new PanelList(heap, D);
      panels.append(centroids, row -> row, centroids.size());
      return new CentroidScan(panels, metric).nearest(points, k, Parallelism.of(threads));
    }
  }

  @Test
  void squaredDistancesHaveFaissRounding() {
    Vectors centroids = farFromTheOrigin(CENTROIDS, 1);
    Vectors points = farFromTheOrigin(POINTS, 2);
    Neighbors nearest = nearest(centroids, points, 1, Metric.L2, 2);
    for (int i = 0; i < POINTS; i++) {
      int best = 0;
      for (int c = 1; c < CENTROIDS; c++) {
        if (byNorms(points.row(i), centroids.row(c))
            < byNorms(points.row(i), centroids.row(best))) {
          best = c;
        }
      }
      assertThat(nearest.id(i, 0)).isEqualTo(best);
      assertThat(nearest.distance(i, 0)).isEqualTo(byNorms(points.row(i), centroids.row(best)));
    }
  }

  @Test
  void aPointAloneGoesWhereItGoesInABatch() {
    Vectors centroids = farFromTheOrigin(CENTROIDS, 3);
    Vectors points = farFromTheOrigin(POINTS, 4);
    Neighbors batch = nearest(centroids, points, 5, Metric.L2, 3);
    for (int i = 0; i < 50; i++) {
      Neighbors alone = nearest(centroids, points.slice(i, i + 1), 5, Metric.L2, 1);
      for (int rank = 0; rank < 5; rank++) {
        assertThat(alone.id(0, rank)).isEqualTo(batch.id(i, rank));
        assertThat(alone.distance(0, rank)).isEqualTo(batch.distance(i, rank));
      }
    }
  }

  @Test
  void productsAreTheLargestFirst() {
    Vectors centroids = farFromTheOrigin(CENTROIDS, 5);
    Vectors points = farFromTheOrigin(20, 6);
    Neighbors nearest = nearest(centroids, points, CENTROIDS + 2, Metric.INNER_PRODUCT, 1);
    for (int i = 0; i < 20; i++) {
      for (int rank = 1; rank < CENTROIDS; rank++) {
        assertThat(nearest.distance(i, rank)).isLessThanOrEqualTo(nearest.distance(i, rank - 1));
      }
      assertThat(nearest.id(i, CENTROIDS)).isEqualTo(-1);
    }
  }
}
