// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kith.Parallelism;
import dev.kith.internal.random.RandomArrays;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignerTest {

  @ParameterizedTest
  @CsvSource({"1,1", "3,13", "63,127", "64,128", "65,129", "207,300"})
  void findsTheSmallestSquaredDistance(int n, int k) {
    var points = Vectors.of(RandomArrays.gaussian(n * 7, 1), 7);
    var centroids = Vectors.of(RandomArrays.gaussian(k * 7, 2), 7);
    int[] labels = new int[n];
    float[] distances = new float[n];
    Assigner.exact(Metric.L2, Parallelism.of(3)).assign(centroids, points, labels, distances);
    for (int i = 0; i < n; i++) {
      float best = Float.MAX_VALUE;
      for (int c = 0; c < k; c++) {
        best = Math.min(best, squaredDistance(points.row(i), centroids.row(c)));
      }
      assertThat(distances[i]).isCloseTo(best, within(1e-5f));
      assertThat(squaredDistance(points.row(i), centroids.row(labels[i])))
          .isCloseTo(best, within(1e-5f));
    }
  }

  private static float squaredDistance(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i] - b[i], a[i] - b[i], sum);
    }
    return sum;
  }

  @Test
  void findsTheLargestProductEvenWhereAllAreNegative() {
    var centroids = Vectors.of(new float[] {-3, 0, -1, 0, -2, 0}, 2);
    var points = Vectors.of(new float[] {1, 5, -1, 5}, 2);
    int[] labels = new int[2];
    float[] products = new float[2];
    Assigner.exact(Metric.INNER_PRODUCT, Parallelism.of(1))
        .assign(centroids, points, labels, products);
    assertThat(labels).containsExactly(1, 0);
    assertThat(products).containsExactly(-1, 3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void equallyGoodCentroidsGiveTheLowestNumber(boolean byProduct) {
    var centroids = Vectors.of(new float[] {9, 1, 1, 1}, 1);
    var points = Vectors.of(new float[] {byProduct ? -1 : 1}, 1);
    int[] labels = {77};
    var metric = byProduct ? Metric.INNER_PRODUCT : Metric.L2;
    Assigner.exact(metric, Parallelism.of(1)).assign(centroids, points, labels, new float[1]);
    assertThat(labels).containsExactly(1);
  }

  @Test
  void aPointOnItsCentroidIsNotBelowZeroAway() {
    var points = Vectors.of(RandomArrays.gaussian(3200, 4), 32);
    float[] distances = new float[100];
    Assigner.exact(Metric.L2, Parallelism.of(2)).assign(points, points, new int[100], distances);
    for (float distance : distances) {
      assertThat(distance).isBetween(0f, 1e-4f);
    }
  }

  @Test
  void distancesTooLargeForAFloatStillGetACentroid() {
    var centroids = Vectors.of(new float[] {-3e38f, -2e38f}, 1);
    int[] labels = {77};
    float[] distances = new float[1];
    Assigner.exact(Metric.L2, Parallelism.of(1))
        .assign(centroids, Vectors.of(new float[] {3e38f}, 1), labels, distances);
    assertThat(labels).containsExactly(0);
    assertThat(distances).containsExactly(Float.POSITIVE_INFINITY);
  }

  @Test
  void shapesMustFit() {
    var assigner = Assigner.exact(Metric.L2, Parallelism.of(1));
    var points = Vectors.allocate(4, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assigner.assign(Vectors.allocate(2, 5), points, new int[4], new float[4]))
        .withMessageStartingWith(
            "centroids are 2 vectors of dimension 5, points 4 vectors of dimension 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assigner.assign(points, points, new int[4], new float[3]))
        .withMessage("room for 4 labels and 3 distances does not fit 4 vectors of dimension 3");
  }

  @Test
  void imbalanceIsOneForEqualClustersAndKForASingleOne() {
    assertThat(labelled(0, 1, 2, 2, 1, 0).imbalance(3)).isEqualTo(1);
    assertThat(labelled(1, 1, 1, 1).imbalance(3)).isEqualTo(3);
  }

  private static Assignment labelled(int... wanted) {
    PointAssigner fixed =
        (centroids, labels, distances) -> {
          System.arraycopy(wanted, 0, labels, 0, wanted.length);
          Arrays.fill(distances, 0.5f);
        };
    var assignment = new Assignment(fixed, Vectors.allocate(3, 1), wanted.length);
    assertThat(assignment.objective()).isEqualTo(wanted.length / 2f);
    return assignment;
  }
}
