// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static dev.kith.cluster.FloatResources.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.internal.random.RandomArrays;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {

  private static final Vectors POINTS = FloatResources.points();
  private static final KMeansOptions DEFAULTS = KMeansOptions.defaults();
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private static KMeansResult train(int k, KMeansOptions options) {
    return KMeans.train(POINTS, k, Metric.L2, options, QUIET);
  }

  @Test
  void findsTheBlobs() {
    float[] noise = RandomArrays.gaussian(300, 5);
    float[] values = new float[300];
    for (int i = 0; i < 300; i++) {
      values[i] = 100 * (i % 3) + noise[i];
    }
    var centroids = KMeans.train(Vectors.of(values, 1), 3, Metric.L2).centroids();
    float[] found = floats(centroids);
    Arrays.sort(found);
    assertThat(found[0]).isBetween(-1f, 1f);
    assertThat(found[1]).isBetween(99f, 101f);
    assertThat(found[2]).isBetween(199f, 201f);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void givesTheSameBitsAtAnyNumberOfThreads(int threads) {
    var options = DEFAULTS.iterations(6).spherical(true);
    var one = KMeans.train(POINTS, 50, Metric.L2, options, QUIET.threads(1));
    var many = KMeans.train(POINTS, 50, Metric.L2, options, QUIET.threads(threads));
    assertThat(floats(many.centroids())).isEqualTo(floats(one.centroids()));
    assertThat(many.iterations()).isEqualTo(one.iterations());
  }

  @Test
  void asManyCentroidsAsPointsAreThePointsInMemoryOfTheirOwn() {
    var points = Vectors.of(new float[] {1, 2, 3, 4}, 2);
    var result = KMeans.train(points, 2, Metric.L2, DEFAULTS.spherical(true), failingOnWarnings());
    points.set(0, new float[] {9, 9});
    assertThat(floats(result.centroids())).containsExactly(1, 2, 3, 4);
    assertThat(result.iterations()).isEmpty();
  }

  @Test
  void leavesThePointsAsTheyAre() {
    float[] before = floats(POINTS);
    train(16, DEFAULTS.iterations(3).spherical(true).integerCentroids(true));
    assertThat(floats(POINTS)).isEqualTo(before);
  }

  @Test
  void stopsWhenTheObjectiveRepeatsWithTheCentroidsOfAllIterations() {
    var early = train(16, DEFAULTS.iterations(60));
    var late = train(16, DEFAULTS.iterations(60).earlyStop(-1));
    assertThat(early.iterations()).hasSizeLessThan(60);
    assertThat(early.iterations())
        .isEqualTo(late.iterations().subList(0, early.iterations().size()));
    assertThat(floats(early.centroids())).isEqualTo(floats(late.centroids()));
  }

  @Test
  void stopsSoonerWhereSmallChangesCountAsNone() {
    var rough = train(16, DEFAULTS.iterations(60).earlyStop(0.1)).iterations();
    double last = rough.getLast().objective();
    double before = rough.get(rough.size() - 2).objective();
    assertThat(Math.abs(before - last) / before).isLessThanOrEqualTo(0.1);
    assertThat(rough).hasSizeLessThan(train(16, DEFAULTS.iterations(60)).iterations().size());
  }

  @Test
  void theSeedOfTheBuildComesFirst() {
    var seven = train(16, DEFAULTS.seed(7));
    var build = KMeans.train(POINTS, 16, Metric.L2, DEFAULTS, QUIET.seed(7));
    assertThat(build).usingRecursiveComparison().ignoringFields("centroids").isEqualTo(seven);
    assertThat(floats(build.centroids())).isEqualTo(floats(seven.centroids()));
    assertThat(floats(train(16, DEFAULTS).centroids())).isNotEqualTo(floats(seven.centroids()));
  }

  @Test
  void usesTheAssignerGiven() {
    var calls = new AtomicInteger();
    Assigner allToTheFirst = (centroids, points, labels, distances) -> calls.incrementAndGet();
    var options = DEFAULTS.iterations(3).earlyStop(-1).assigner(allToTheFirst);
    var result = train(16, options);
    assertThat(calls).hasValue(3);
    assertThat(result.iterations()).containsOnly(new KMeansIteration(0, 16, 15));
  }

  @Test
  void tellsProgressOfAllRestarts() {
    List<String> heard = new ArrayList<>();
    var listener =
        new BuildListener() {
          @Override
          public void progress(String stage, long done, long total) {
            heard.add(stage + " " + done + "/" + total);
          }
        };
    KMeans.train(
        POINTS, 16, Metric.L2, DEFAULTS.iterations(2).restarts(2), QUIET.listener(listener));
    assertThat(heard)
        .containsExactly(
            "k-means 0/4",
            "k-means 1/4",
            "k-means 2/4",
            "k-means 2/4",
            "k-means 3/4",
            "k-means 4/4");
  }

  @Test
  void stopsBetweenIterationsWhenCancelled() {
    var asked = new AtomicInteger();
    var listener =
        new BuildListener() {
          @Override
          public boolean isCancelled() {
            return asked.incrementAndGet() > 3;
          }
        };
    assertThatThrownBy(
            () -> KMeans.train(POINTS, 16, Metric.L2, DEFAULTS, QUIET.listener(listener)))
        .isInstanceOf(CancellationException.class)
        .hasMessage("k-means was cancelled after iteration 3 of 25 in run 1 of 1");
  }

  @Test
  void warnsOnceOfTooFewPoints() {
    assertThat(warnings(64, DEFAULTS.iterations(2).restarts(2)))
        .containsExactly(
            "1,200 points for 64 centroids are 18 a centroid, below the 39 that k-means wants:"
                + " centroids will follow single points; use at most 30 centroids or at least"
                + " 2,496 points");
  }

  @Test
  void doesNotWarnOfEnoughPointsOrOfASampleThatIsWanted() {
    var options = DEFAULTS.iterations(1);
    assertThat(warnings(30, options)).isEmpty();
    assertThat(warnings(31, options)).hasSize(1);
    assertThat(warnings(64, options.maxPointsPerCentroid(10))).isEmpty();
    assertThat(warnings(64, options.minPointsPerCentroid(18))).isEmpty();
  }

  private static List<String> warnings(int k, KMeansOptions options) {
    List<String> heard = new ArrayList<>();
    var listener =
        new BuildListener() {
          @Override
          public void warning(String message) {
            heard.add(message);
          }
        };
    KMeans.train(POINTS, k, Metric.L2, options, QUIET.listener(listener));
    return heard;
  }

  private static BuildOptions failingOnWarnings() {
    return QUIET.listener(
        new BuildListener() {
          @Override
          public void warning(String message) {
            throw new AssertionError(message);
          }
        });
  }

  @Test
  void frozenCentroidsThatHoldAllPointsLeaveTheOthersAtZero() {
    var pair = Vectors.of(new float[] {1, 5}, 1);
    var points = Vectors.of(new float[] {1, 1, 1, 5, 5, 5}, 1);
    var options = DEFAULTS.initialCentroids(pair).frozen(true);
    var result = KMeans.train(points, 4, Metric.L2, options, QUIET);
    assertThat(floats(result.centroids())).containsExactly(1, 5, 0, 0);
  }
}
