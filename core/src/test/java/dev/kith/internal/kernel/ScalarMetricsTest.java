// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Metric.Kind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The metrics without a kernel: against the values of Faiss 1.7.3, which
/// `tools/make_metric_reference.py` wrote, and by hand where Faiss has none or a NaN.
class ScalarMetricsTest {

  private static final float[][] VECTORS =
      lines("metric_vectors.csv").map(ScalarMetricsTest::numbers).toArray(float[][]::new);

  /// A pair of [#VECTORS] and what Faiss says of it.
  record Pair(Metric metric, int row, int query, float value) {
    static Pair of(String line) {
      String[] cells = line.split(",", -1);
      return new Pair(
          new Metric(Kind.valueOf(cells[0]), Float.parseFloat(cells[1])),
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          Float.parseFloat(cells[4]));
    }
  }

  static Stream<Metric> metricsOfFaiss() {
    return pairs().map(Pair::metric).distinct();
  }

  private static Stream<Pair> pairs() {
    return lines("metrics.csv").map(Pair::of);
  }

  @ParameterizedTest
  @MethodSource("metricsOfFaiss")
  void agreeWithFaissWhereverItsValueIsANumber(Metric metric) {
    List<Pair> sane =
        pairs().filter(p -> p.metric.equals(metric) && Float.isFinite(p.value)).toList();

    assertThat(sane).hasSizeGreaterThanOrEqualTo(40);
    for (Pair pair : sane) {
      float actual = distance(metric, VECTORS[pair.row], VECTORS[pair.query]);
      assertThat((double) actual)
          .as(pair::toString)
          .isCloseTo(pair.value, within(2e-5 * Math.max(1e-2, Math.abs(pair.value))));
    }
  }

  /// Faiss divides 0 by 0 and takes the logarithm of 0. The value that stands here is the limit.
  @ParameterizedTest
  @CsvSource({
    "CANBERRA, 0 0 1, 0 0 3, 0.5",
    "CANBERRA, 0 0 0, 0 0 0, 0",
    "CANBERRA, 0 2 -1, 0 2 1, 1",
    "BRAY_CURTIS, 0 0 0, 0 0 0, 0",
    "BRAY_CURTIS, 0 0 0, 1 2 0, 1",
    "JENSEN_SHANNON, 0 1 0, 0 1 0, 0",
    "JENSEN_SHANNON, 1 0 0, 0 1 0, 0.6931472",
    "JENSEN_SHANNON, 0 0 0, 0 0 0, 0",
    "JACCARD, 1 2 0, 2 1 0, 0.5",
    "JACCARD, 1 2 0, 1 2 0, 1",
    "JACCARD, 1 0 0, 0 2 3, 0",
    "NAN_EUCLIDEAN, 1 NaN 3, 2 5 1, 7.5",
    "NAN_EUCLIDEAN, 1 2 3, 2 NaN NaN, 3",
    "NAN_EUCLIDEAN, 1 2 3, 1 2 3, 0",
  })
  void giveTheLimitForZerosAndSkipWhatIsMissing(Kind kind, String x, String y, double expected) {
    float[] one = numbers(x.replace(' ', ','));
    float[] other = numbers(y.replace(' ', ','));

    assertThat((double) distance(Metric.of(kind), one, other)).isCloseTo(expected, within(1e-6));
    assertThat((double) distance(Metric.of(kind), other, one)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void vectorsWithoutACommonComponentAreNotComparable() {
    float[] left = {1, Float.NaN};
    float[] right = {Float.NaN, 1};

    assertThat(distance(Metric.of(Kind.NAN_EUCLIDEAN), left, right)).isNaN();
  }

  /// Bray-Curtis of opposite vectors has a divisor of 0 under a numerator that is none.
  @Test
  void oppositeVectorsAreInfinitelyFarApart() {
    assertThat(distance(Metric.of(Kind.BRAY_CURTIS), new float[] {1, -2}, new float[] {-1, 2}))
        .isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void everyRowMeetsEveryQueryAtAnyWidth() {
    var random = TestSeed.random(3);
    PanelKeys l1 = Kernels.best().keys(Metric.of(Kind.L1));
    for (int width : new int[] {1, 5, 63, 64}) {
      try (Arena arena = Arena.ofConfined()) {
        var panel = new SamplePanel(arena, width, 11, random, () -> random.nextInt(9) - 4);
        float[] keys = panel.compute(l1, 3);
        for (int q = 0; q < 3; q++) {
          for (int j = 0; j < width; j++) {
            assertThat(keys[q * Kernels.PANEL + j]).isEqualTo(l1(panel.rows[j], panel.wanted[q]));
          }
        }
      }
    }
  }

  @Test
  void aSimilarityIsNegatedIntoAKey() {
    var random = TestSeed.random(4);
    try (Arena arena = Arena.ofConfined()) {
      var panel = new SamplePanel(arena, 1, 3, random, () -> 2);
      float[] keys = panel.compute(Kernels.best().keys(Metric.of(Kind.JACCARD)), 1);

      assertThat(keys[0]).isEqualTo(-1);
    }
  }

  @Test
  void metricsWithAKernelAreNotHere() {
    assertThatIllegalArgumentException().isThrownBy(() -> ScalarMetrics.keys(Metric.L2));
  }

  private static float l1(float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.abs(x[i] - y[i]);
    }
    return sum;
  }

  private static float distance(Metric metric, float[] row, float[] query) {
    try (Arena arena = Arena.ofConfined()) {
      int[] next = {0};
      float[] all = Arrays.copyOf(row, row.length * (1 + Kernels.TILE));
      for (int q = 1; q <= Kernels.TILE; q++) {
        System.arraycopy(query, 0, all, q * row.length, row.length);
      }
      var panel = new SamplePanel(arena, 1, row.length, TestSeed.random(0), () -> all[next[0]++]);
      float key = panel.compute(Kernels.best().keys(metric), 1)[0];
      return metric.isSimilarity() ? -key : key;
    }
  }

  private static float[] numbers(String line) {
    String[] cells = line.split(",", -1);
    float[] numbers = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      numbers[i] = Float.parseFloat(cells[i]);
    }
    return numbers;
  }

  private static Stream<String> lines(String resource) {
    try (var in =
        Objects.requireNonNull(ScalarMetricsTest.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
