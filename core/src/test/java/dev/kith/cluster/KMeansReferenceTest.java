// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static dev.kith.cluster.FloatResources.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The centroids of Faiss 1.7.3, as written by `tools/make_kmeans_reference.py`.
class KMeansReferenceTest {

  private static final Vectors POINTS = FloatResources.points();
  private static final Vectors INITIAL = POINTS.slice(5, 12);
  private static final Vectors COPIES = POINTS.select(new int[] {5, 5, 5, 5, 5, 5, 5, 5});
  private static final Vectors REPEATED =
      POINTS.select(IntStream.range(0, 200).map(i -> i / 20).toArray());

  /// Faiss 1.7.3 never stops early.
  private static final KMeansOptions DEFAULTS = KMeansOptions.defaults().earlyStop(-1);

  private static final KMeansOptions TEN = DEFAULTS.iterations(10);

  record Case(String name, Vectors points, int k, Metric metric, KMeansOptions options) {
    @Override
    public String toString() {
      return name;
    }

    KMeansResult train() {
      var quiet = BuildOptions.defaults().listener(BuildListener.SILENT);
      return KMeans.train(points, k, metric, options, quiet);
    }
  }

  static Stream<Case> cases() {
    float[] weights = new float[1200];
    float[] sparse = new float[1200];
    for (int i = 0; i < 1200; i++) {
      weights[i] = (i * 7 % 10) / 4f;
      sparse[i] = i % 7 == 0 ? 3 : 0;
    }
    var initial = TEN.initialCentroids(INITIAL);
    var once = DEFAULTS.iterations(1);
    return Stream.of(
        l2("plain16", 16, TEN),
        l2("plain64", 64, DEFAULTS),
        l2("long16", 16, DEFAULTS.iterations(60)),
        l2("seed7", 16, TEN.seed(7)),
        l2("none", 16, DEFAULTS.iterations(0).restarts(2)),
        ip("spherical", 16, TEN.spherical(true)),
        ip("product", 16, DEFAULTS.iterations(4)),
        l2("redo", 64, DEFAULTS.restarts(3)),
        ip("redoip", 32, TEN.restarts(3).spherical(true)),
        l2("sampled", 16, TEN.maxPointsPerCentroid(30)),
        new Case("integer", map(POINTS, x -> x * 10), 16, Metric.L2, TEN.integerCentroids(true)),
        l2("weights", 16, TEN.weights(weights)),
        l2("sampledweights", 16, TEN.weights(weights).maxPointsPerCentroid(30)),
        l2("sparseweights", 64, TEN.weights(sparse)),
        l2("initial", 16, initial),
        l2("initialredo", 16, initial.iterations(3).restarts(3)),
        l2("frozen", 16, initial.frozen(true)),
        ip("frozenspherical", 16, initial.frozen(true).spherical(true)),
        new Case("close", map(POINTS, x -> x + 50), 48, Metric.L2, TEN),
        l2("copies", 16, once.initialCentroids(COPIES)),
        new Case("repeated", REPEATED, 16, Metric.L2, once),
        new Case(
            "frozenrepeated",
            REPEATED,
            16,
            Metric.L2,
            once.initialCentroids(POINTS.slice(5, 8)).frozen(true)));
  }

  private static Case l2(String name, int k, KMeansOptions options) {
    return new Case(name, POINTS, k, Metric.L2, options);
  }

  private static Case ip(String name, int k, KMeansOptions options) {
    return new Case(name, POINTS, k, Metric.INNER_PRODUCT, options);
  }

  private static Vectors map(Vectors vectors, FloatUnaryOperator change) {
    float[] values = floats(vectors);
    for (int i = 0; i < values.length; i++) {
      values[i] = change.apply(values[i]);
    }
    return Vectors.of(values, vectors.dimension());
  }

  private interface FloatUnaryOperator {
    float apply(float value);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsTheCentroidsOfFaiss(Case one) {
    float[] expected = floats(FloatResources.read(one.name, one.k, 32));

    assertThat(largestDifference(floats(one.train().centroids()), expected)).isLessThan(1e-6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesThroughTheIterationsOfFaiss(Case one) {
    List<KMeansIteration> expected = referenceIterations(one.name);

    var iterations = one.train().iterations();

    assertThat(iterations).hasSize(one.options.iterations());
    // Faiss lists the iterations of all restarts, Kith those of the best: find them in the list
    int at = bestStart(expected, one);
    for (int i = 0; i < iterations.size(); i++) {
      var actual = iterations.get(i);
      var wanted = expected.get(at + i);
      assertThat(actual.objective()).isCloseTo(wanted.objective(), Percentage.withPercentage(1e-3));
      assertThat(actual.imbalance()).isCloseTo(wanted.imbalance(), within(1e-9));
      assertThat(actual.splits()).isEqualTo(wanted.splits());
    }
  }

  private static double largestDifference(float[] some, float[] others) {
    assertThat(some).hasSameSizeAs(others);
    return IntStream.range(0, some.length)
        .mapToDouble(i -> Math.abs(some[i] - others[i]))
        .max()
        .orElseThrow();
  }

  private static int bestStart(List<KMeansIteration> all, Case one) {
    int each = one.options.iterations();
    int best = 0;
    for (int start = 0; start < all.size(); start += each) {
      float objective = all.get(start + each - 1).objective();
      float toBeat = all.get(best + each - 1).objective();
      if (one.metric.isSimilarity() ? objective > toBeat : objective < toBeat) {
        best = start;
      }
    }
    return best;
  }

  private static List<KMeansIteration> referenceIterations(String name) {
    return FloatResources.lines("iterations.csv").stream()
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[0].equals(name))
        .map(cells ->
            new KMeansIteration(
                Float.parseFloat(cells[2]),
                Double.parseDouble(cells[3]),
                Integer.parseInt(cells[4])))
        .toList();
  }
}
