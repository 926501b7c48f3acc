// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is refused, and in which words.
class KMeansErrorsTest {

  private static final KMeansOptions DEFAULTS = KMeansOptions.defaults();
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);
  private static final Vectors FOUR = Vectors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2);

  private static KMeansResult train(Vectors points, int k, KMeansOptions options) {
    return KMeans.train(points, k, Metric.L2, options, QUIET);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void tooFewPoints() {
    refused(
        () -> train(FOUR, 5, DEFAULTS),
        "4 points are too few for 5 centroids; pass at least 5 points, or lower the number of"
            + " centroids");
    refused(() -> train(FOUR, 0, DEFAULTS), "k is 0, and must be at least 1");
  }

  @Test
  void pointsThatAreNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      var points = Vectors.of(new float[] {1, 2, 3, bad, 5, 6, 7, 8}, 2);
      refused(
          () -> train(points, 2, DEFAULTS),
          "point 1 holds a NaN or an infinity; remove or repair such points");
      assertThat(train(points, 2, DEFAULTS.checkFinite(false)).centroids().size()).isEqualTo(2);
    }
  }

  @Test
  void initialCentroidsThatDoNotFit() {
    refused(
        () -> train(FOUR, 2, DEFAULTS.initialCentroids(Vectors.allocate(1, 3))),
        "the initial centroids have dimension 3, and the points 2");
    refused(
        () -> train(FOUR, 2, DEFAULTS.initialCentroids(Vectors.allocate(3, 2))),
        "3 initial centroids were given, and only 2 are wanted");
  }

  @Test
  void weightsThatDoNotFit() {
    refused(
        () -> train(FOUR, 2, DEFAULTS.weights(1, 2, 3)),
        "3 weights for 4 points; pass one weight a point");
    refused(
        () -> DEFAULTS.weights(1, -2, 3),
        "the weight of point 1 is -2.0, and must be a finite number, 0 or more");
    refused(
        () -> DEFAULTS.weights(Float.NaN),
        "the weight of point 0 is NaN, and must be a finite number, 0 or more");
    refused(
        () -> train(FOUR, 2, DEFAULTS.weights(0, 0, 0, 0)),
        "the weights of all 4 points of the training are 0; give more points a weight above 0");
  }

  @Test
  void negativeSeeds() {
    String message =
        "the seed is -1, and must not be negative: the clock is no seed here; pass any number from"
            + " 0 on";
    refused(() -> DEFAULTS.seed(-1), message);
    refused(() -> KMeans.train(FOUR, 2, Metric.L2, DEFAULTS, QUIET.seed(-1)), message);
  }

  @Test
  void numbersOutOfRange() {
    refused(() -> DEFAULTS.iterations(-1), "iterations is -1, and must be at least 0");
    refused(() -> DEFAULTS.restarts(0), "restarts is 0, and must be at least 1");
    refused(
        () -> DEFAULTS.minPointsPerCentroid(-1),
        "minPointsPerCentroid is -1, and must be at least 0");
    refused(
        () -> DEFAULTS.maxPointsPerCentroid(0),
        "maxPointsPerCentroid is 0, and must be at least 1");
    refused(
        () -> DEFAULTS.earlyStop(Double.NaN),
        "earlyStop is NaN; pass 0 to stop when the objective repeats, or -1 for never");
  }

  @Test
  void anyMetricAssigns() {
    var centroids = KMeans.train(FOUR, 2, Metric.of(Metric.Kind.L1), DEFAULTS, QUIET).centroids();
    assertThat(centroids.size()).isEqualTo(2);
    assertThat(centroids.firstNonFinite()).isEmpty();
  }

  @Test
  void optionsAreCopiedAndNeverChanged() {
    float[] weights = {1, 1, 1, 1};
    var weighted = DEFAULTS.weights(weights);
    weights[0] = -5;
    assertThat(weighted.weights()).containsExactly(1, 1, 1, 1);
    assertThat(DEFAULTS.weights()).isNull();
    assertThat(DEFAULTS.iterations(3).restarts(2).iterations()).isEqualTo(3);
    assertThat(DEFAULTS.iterations()).isEqualTo(25);
  }
}
