// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static dev.kith.cluster.FloatResources.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.internal.random.RandomArrays;
import dev.kith.io.Npy;
import dev.kith.io.VectorFiles;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MiniBatchKMeansTest {

  private static final Vectors POINTS = FloatResources.points();
  private static final MiniBatchOptions SMALL = MiniBatchOptions.defaults().batchSize(128);
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private static MiniBatchResult train(int k, MiniBatchOptions options) {
    return MiniBatchKMeans.train(POINTS, k, options, QUIET);
  }

  @ParameterizedTest
  @EnumSource(StartMethod.class)
  void findsTheBlobs(StartMethod start) {
    float[] noise = RandomArrays.gaussian(300, 5);
    float[] values = new float[300];
    for (int i = 0; i < 300; i++) {
      values[i] = 100 * (i % 3) + noise[i];
    }
    var options = SMALL.start(start).starts(8);
    var centroids = MiniBatchKMeans.train(Vectors.of(values, 1), 3, options, QUIET).centroids();
    float[] found = floats(centroids);
    Arrays.sort(found);
    assertThat(found).containsExactly(new float[] {0, 100, 200}, within(1f));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void givesTheSameBitsAtAnyNumberOfThreads(int threads) {
    for (var start : StartMethod.values()) {
      var options = SMALL.batchSize(500).start(start);
      var one = MiniBatchKMeans.train(POINTS, 90, options, QUIET.threads(1));
      var many = MiniBatchKMeans.train(POINTS, 90, options, QUIET.threads(threads));
      assertThat(floats(many.centroids())).isEqualTo(floats(one.centroids()));
      assertThat(many.steps()).isEqualTo(one.steps());
    }
  }

  @Test
  void theSizeOfABatchDoesNotDependOnTheThreadsOfACall() {
    var options = MiniBatchOptions.defaults();
    var one = MiniBatchKMeans.train(POINTS, 20, options, QUIET.threads(1));
    var two = MiniBatchKMeans.train(POINTS, 20, options, QUIET.threads(2));
    assertThat(floats(two.centroids())).isEqualTo(floats(one.centroids()));
  }

  @Test
  void seedsDecide() {
    var options = SMALL.seed(5);
    var first = floats(train(20, options).centroids());
    assertThat(floats(train(20, options).centroids())).isEqualTo(first);
    assertThat(floats(train(20, SMALL.seed(6)).centroids())).isNotEqualTo(first);
    var overridden = MiniBatchKMeans.train(POINTS, 20, SMALL.seed(6), QUIET.seed(5));
    assertThat(floats(overridden.centroids())).isEqualTo(first);
  }

  @Test
  void comesNearToFullKMeans() {
    var full = KMeans.train(POINTS, 48, Metric.L2, KMeansOptions.defaults(), QUIET).centroids();
    var mini = train(48, SMALL.start(StartMethod.PLUS_PLUS)).centroids();
    double best = MiniBatchKMeans.inertia(POINTS, full, QUIET);
    assertThat(MiniBatchKMeans.inertia(POINTS, mini, QUIET)).isLessThan(1.3 * best);
  }

  @Test
  void filesGiveWhatMemoryGives(@TempDir Path folder) throws IOException {
    Npy.write(folder.resolve("a.npy"), POINTS.slice(0, 700));
    Npy.write(folder.resolve("b.npy"), POINTS.slice(700, 1200));
    var files = VectorFiles.open(List.of(folder.resolve("a.npy"), folder.resolve("b.npy")));
    var expected = train(80, SMALL).centroids();
    var found = MiniBatchKMeans.train(files, 80, SMALL, QUIET).centroids();
    assertThat(floats(found)).isEqualTo(floats(expected));
    assertThat(MiniBatchKMeans.inertia(files, found, QUIET))
        .isEqualTo(MiniBatchKMeans.inertia(POINTS, found, QUIET));
  }

  @Test
  void inertiaIsTheSumOfSquaredDistances() {
    var centroids = Vectors.of(new float[] {0, 0, 10, 0}, 2);
    var points = Vectors.of(new float[] {1, 1, 9, 0, 20, 0}, 2);
    assertThat(MiniBatchKMeans.inertia(points, centroids, QUIET)).isEqualTo(2 + 1 + 100);
  }

  @Test
  void startsFromGivenCentroidsAndLeavesThemAlone() {
    var start = POINTS.slice(0, 10);
    float[] before = floats(start);
    var result = train(10, SMALL.initialCentroids(start).iterations(1));
    assertThat(floats(start)).isEqualTo(before);
    assertThat(floats(result.centroids())).isNotEqualTo(before);
    assertThat(result.steps()).isEqualTo(1200 / 128);
    assertThat(result.settled()).isFalse();
  }

  @Test
  void noMorePointsThanCentroidsAreTheCentroidsWithOneWarning() {
    for (int k : new int[] {3, 5}) {
      var warnings = new ArrayList<String>();
      var points = Vectors.of(new float[] {1, 2, 1, 2, 3, 4}, 2);
      var result = MiniBatchKMeans.train(points, k, SMALL, QUIET.listener(warningsTo(warnings)));
      points.set(0, new float[] {9, 9});
      assertThat(floats(result.centroids())).containsExactly(1, 2, 1, 2, 3, 4);
      assertThat(result.steps()).isZero();
      assertThat(warnings).hasSize(1);
      assertThat(warnings.getFirst()).contains("3 points", k + " centroids");
    }
  }

  private static BuildListener warningsTo(List<String> warnings) {
    return new BuildListener() {
      @Override
      public void warning(String message) {
        warnings.add(message);
      }
    };
  }

  @Test
  void equalPointsAndAPairOfPointsHaveCentroids() {
    var equal = Vectors.of(new float[100 * 40], 40);
    for (long row = 0; row < 100; row++) {
      float[] values = new float[40];
      Arrays.fill(values, 0.3f);
      equal.set(row, values);
    }
    for (var start : StartMethod.values()) {
      float[] found =
          floats(MiniBatchKMeans.train(equal, 70, SMALL.start(start), QUIET).centroids());
      for (float value : found) {
        assertThat(value).isCloseTo(0.3f, within(1e-6f));
      }
    }
    var pair = Vectors.of(new float[] {1, 3}, 1);
    float mean = MiniBatchKMeans.train(pair, 1, SMALL, QUIET).centroids().get(0, 0);
    assertThat(mean).isBetween(1f, 3f);
  }

  @Test
  void namesARowThatIsNotFinite() {
    float[] values = floats(POINTS);
    values[777 * 32 + 5] = Float.NaN;
    var points = Vectors.of(values, 32);
    for (int k : new int[] {20, 100}) {
      assertThatThrownBy(() -> MiniBatchKMeans.train(points, k, SMALL.batchSize(900), QUIET))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("point 777");
    }
    var large = Vectors.of(new float[] {1e30f, -1e30f, 2e30f}, 1);
    assertThatThrownBy(() -> MiniBatchKMeans.train(large, 2, SMALL, QUIET))
        .hasMessageContaining("too large");
    float[] huge = RandomArrays.gaussian(300 * 40, 1);
    for (int i = 0; i < huge.length; i++) {
      huge[i] *= 1e25f;
    }
    assertThatThrownBy(() -> MiniBatchKMeans.train(Vectors.of(huge, 40), 70, SMALL, QUIET))
        .hasMessageContaining("too large");
  }

  @Test
  void saysWhatDoesNotFit() {
    var none = Vectors.allocate(0, 3);
    assertThatThrownBy(() -> MiniBatchKMeans.train(none, 2, SMALL, QUIET))
        .hasMessageContaining("no points");
    assertThatThrownBy(() -> train(0, SMALL)).hasMessageContaining("k is 0");
    var narrow = SMALL.initialCentroids(Vectors.allocate(4, 31));
    assertThatThrownBy(() -> train(4, narrow))
        .hasMessageContaining("4 vectors of dimension 31")
        .hasMessageContaining("4 of dimension 32");
    assertThatThrownBy(() -> SMALL.batchSize(0)).hasMessageContaining("batchSize is 0");
    assertThatThrownBy(() -> SMALL.tolerance(Double.NaN)).hasMessageContaining("tolerance is NaN");
  }

  @Test
  void canBeCancelled() {
    var asked = new AtomicInteger();
    var listener =
        new BuildListener() {
          @Override
          public boolean isCancelled() {
            return asked.incrementAndGet() > 3;
          }
        };
    assertThatThrownBy(() -> MiniBatchKMeans.train(POINTS, 9, SMALL, QUIET.listener(listener)))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("after 3 of");
    assertThat(asked).hasValue(4);
  }
}
