// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static dev.kith.cluster.FloatResources.floats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Parallelism;
import dev.kith.vector.Vectors;
import org.junit.jupiter.api.Test;

class CentroidsTest {

  @Test
  void meansAreWeightedAndFrozenCentroidsStay() {
    var centroids = Vectors.of(new float[] {7, 7, 7, 7}, 1);
    var set = TrainingSet.of(Vectors.of(new float[] {1, 2, 4, 100}, 1), new float[] {1, 3, 1, 5});
    float[] sizes =
        Centroids.moveToMeans(centroids, 1, set, new int[] {2, 2, 3, 0}, Parallelism.of(2));
    assertThat(floats(centroids)).containsExactly(7, 0, 1.75f, 4);
    assertThat(sizes).containsExactly(0, 0, 4, 1);
  }

  @Test
  void sumsAreInRowOrder() {
    var points = Vectors.of(new float[] {1e8f, 3, -1e8f, 3}, 1);
    var centroids = Vectors.allocate(1, 1);
    Centroids.moveToMeans(
        centroids, 0, TrainingSet.of(points, null), new int[4], Parallelism.of(4));
    assertThat(centroids.get(0, 0)).isEqualTo(((1e8f + 3f) - 1e8f + 3f) / 4);
  }

  @Test
  void zeroHasNoDirectionAndStays() {
    var centroids = Vectors.of(new float[] {3, -4, 0, 0}, 2);
    Centroids.normalise(centroids);
    assertThat(floats(centroids)).containsExactly(3 * 0.2f, -4 * 0.2f, 0, 0);
  }

  @Test
  void halvesAreRoundedAwayFromZero() {
    var centroids = Vectors.of(new float[] {0.5f, 1.5f, -0.5f, -2.5f, 0.49999997f, 3e9f, -0.2f}, 1);
    Centroids.round(centroids);
    assertThat(floats(centroids)).containsExactly(1, 2, -1, -3, 0, 3e9f, -0f);
  }

  @Test
  void anEmptyClusterGetsHalfOfTheOnlyOneThatCanGive() {
    var centroids = Vectors.of(new float[] {1024, 1024, 5, 5, 0, 0}, 2);
    float[] sizes = {8, 1, 0};
    assertThat(EmptyClusters.split(centroids, sizes, 0, 9)).isEqualTo(1);
    assertThat(floats(centroids)).containsExactly(1023, 1025, 5, 5, 1025, 1023);
    assertThat(sizes).containsExactly(4, 1, 4);
  }

  @Test
  void frozenClustersAreNeitherSplitNorFilled() {
    var centroids = Vectors.of(new float[] {1, 2, 1024, 0}, 1);
    float[] sizes = {0, 0, 3, 0};
    assertThat(EmptyClusters.split(centroids, sizes, 2, 500)).isEqualTo(1);
    assertThat(floats(centroids)).containsExactly(1, 2, 1023, 1025);
  }

  @Test
  void theLargestClusterGivesWhereChanceFindsNone() {
    var centroids = Vectors.of(new float[] {1, 2048, 3, 0}, 1);
    float[] sizes = {0.25f, 0.75f, 0.5f, 0};
    assertThat(EmptyClusters.split(centroids, sizes, 0, 100)).isEqualTo(1);
    assertThat(floats(centroids)).containsExactly(1, 2046, 3, 2050);
    assertThat(sizes).containsExactly(0.25f, 0.375f, 0.5f, 0.375f);
  }
}
