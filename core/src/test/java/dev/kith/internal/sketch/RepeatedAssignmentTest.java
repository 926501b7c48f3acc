// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Vectors;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is spared, points are assigned as by a comparison with all centroids, bit for bit.
@Tag("kernel")
class RepeatedAssignmentTest {

  private static final int POINTS = 230;
  private static final int CENTROIDS = 150;
  private static final int[] DIMENSIONS = {1, 2, 7, 33, 96, 256};

  @ParameterizedTest
  @EnumSource
  void findsWhatAComparisonWithAllFinds(Shapes shape) {
    for (int d : DIMENSIONS) {
      for (NearestBy by : new NearestBy[] {NearestBy.NORMS, NearestBy.PRODUCT}) {
        rounds(shape, d, by, 1 + d % 3);
      }
    }
  }

  /// Centroids that move a little, as in k-means.
  private static void rounds(Shapes shape, int d, NearestBy by, int threads) {
    Vectors points = shape.vectors(POINTS, d, 1);
    Vectors centroids = shape.vectors(CENTROIDS, d, 2);
    Vectors others = shape.vectors(CENTROIDS, d, 3);
    try (var rounds = new RepeatedAssignment(points, by, Parallelism.of(threads), 0)) {
      for (int round = 0; round < 4; round++) {
        check(rounds, points, centroids, by);
        for (int c = round; c < CENTROIDS; c += 3) {
          centroids.set(c, others.row(c));
        }
      }
    }
  }

  private static void check(
      RepeatedAssignment rounds, Vectors points, Vectors centroids, NearestBy by) {
    int n = (int) points.size();
    int[] labels = new int[n];
    float[] keys = new float[n];
    rounds.assign(centroids, labels, keys);
    int[] expected = new int[n];
    float[] expectedKeys = new float[n];
    all(centroids, by).assign(points, Parallelism.of(1), expected, expectedKeys);
    assertThat(labels).isEqualTo(expected);
    assertThat(keys).isEqualTo(expectedKeys);
  }

  static NearestCentroids all(Vectors centroids, NearestBy by) {
    float[] values = new float[(int) centroids.size() * centroids.dimension()];
    centroids.copyRows(0, (int) centroids.size(), values, 0);
    return new NearestCentroids(values, centroids.dimension(), by);
  }

  /// Without the trial that would choose otherwise.
  @ParameterizedTest
  @EnumSource
  void everySketchGivesTheSame(Shapes shape) {
    for (int d : new int[] {2, 16, 40, 200}) {
      for (NearestBy by : new NearestBy[] {NearestBy.NORMS, NearestBy.PRODUCT}) {
        Vectors points = shape.vectors(POINTS, d, 4);
        Vectors centroids = shape.vectors(CENTROIDS, d, 5);
        Sketch sketch = Sketch.of(points, Math.min(d, 16), by);
        if (sketch != null) {
          everySketch(points, centroids, sketch);
        }
      }
    }
  }

  private static void everySketch(Vectors points, Vectors centroids, Sketch sketch) {
    var one = Parallelism.of(1);
    var sketched = new SketchedCentroids(centroids, sketch, one);
    int[] expected = new int[POINTS];
    float[] expectedKeys = new float[POINTS];
    all(centroids, sketch.by()).assign(points, one, expected, expectedKeys);
    int[] labels = new int[POINTS];
    float[] keys = new float[POINTS];
    var made = new PointSketches(points, sketch, one);
    for (boolean again : new boolean[] {false, true}) {
      sketched.assign(points, made, again, one, labels, keys);
      assertThat(labels).isEqualTo(expected);
      assertThat(keys).isEqualTo(expectedKeys);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void comparesTheSameAtAnyNumberOfThreads(int threads) {
    Vectors points = Shapes.HALF_SILENT.vectors(2000, 48, 6);
    Vectors centroids = Shapes.HALF_SILENT.vectors(300, 48, 7);
    Sketch sketch = Objects.requireNonNull(Sketch.of(points, 16, NearestBy.NORMS));
    var one = Parallelism.of(1);
    var sketched = new SketchedCentroids(centroids, sketch, one);
    long expected = sketched.assign(points, one, new int[2000], new float[2000]);

    var some = Parallelism.of(threads);
    long compared = sketched.assign(points, some, new int[2000], new float[2000]);

    assertThat(compared).isEqualTo(expected);
  }

  @Test
  void sketchesAreUsedWhereTheyPay() {
    assertThat(usesSketches(Shapes.DECAYING, 128)).isTrue();
    assertThat(usesSketches(Shapes.GAUSSIAN, 128)).isFalse();
    assertThat(usesSketches(Shapes.SILENT, 64)).isFalse();
    assertThat(usesSketches(Shapes.DECAYING, 16)).isFalse();
  }

  private static boolean usesSketches(Shapes shape, int d) {
    long seed = TestSeed.random(d).nextInt(1000);
    Vectors points = shape.vectors(1000, d, seed);
    Vectors centroids = shape.vectors(CENTROIDS, d, seed + 1);
    var one = Parallelism.of(1);
    try (var rounds = new RepeatedAssignment(points, NearestBy.NORMS, one, 0)) {
      rounds.assign(centroids, new int[1000], new float[1000]);
      return rounds.usesSketches();
    }
  }
}
