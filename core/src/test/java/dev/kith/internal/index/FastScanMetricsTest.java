// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Packed codes where the index, its coarse quantizer and the metric that is asked for differ.
class FastScanMetricsTest {

  private static final int D = 12;
  private static final int N = 500;
  private static final int LISTS = 8;
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private final Vectors data = vectors(1, N);
  private final Vectors queries = vectors(2, 9);

  private static Vectors vectors(int salt, int n) {
    var random = TestSeed.random(salt);
    float[] values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  /// What is not known from the coarse quantizer is computed from its centroids.
  @ParameterizedTest
  @CsvSource({"L2, INNER_PRODUCT", "INNER_PRODUCT, L2", "L2, L2", "INNER_PRODUCT, INNER_PRODUCT"})
  void distancesOfResidualsAreThoseOfTheCodes(Metric.Kind coarse, Metric.Kind metric) {
    try (var index =
        new IvfPqFastScanIndex(
            new FlatIndex(D, Metric.of(coarse)),
            LISTS,
            Metric.of(metric),
            quantizer(),
            true,
            FastScanSettings.DEFAULTS)) {
      index.train(data, QUIET);
      index.add(data, QUIET);
      check(index, SearchOptions.defaults().nprobe(LISTS));
    }
  }

  @Test
  void aMetricThatIsNotL2IsTheInnerProductWithoutLists() {
    var manhattan = Metric.of(Metric.Kind.L1);
    try (var index = new PqFastScanIndex(quantizer(), manhattan, FastScanSettings.DEFAULTS);
        var product =
            new PqFastScanIndex(quantizer(), Metric.INNER_PRODUCT, FastScanSettings.DEFAULTS)) {
      for (Index each : new Index[] {index, product}) {
        each.train(data, QUIET);
        each.add(data, QUIET);
      }

      IndexContractTest.assertSame(index.search(queries, 9), product.search(queries, 9));
      assertThat(index.metric()).isEqualTo(manhattan);
    }
  }

  @Test
  void aMetricThatIsNeitherIsRefusedWithLists() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new IvfPqFastScanIndex(
                new FlatIndex(D, Metric.L2),
                LISTS,
                Metric.of(Metric.Kind.L1),
                quantizer(),
                false,
                FastScanSettings.DEFAULTS))
        .withMessageContaining("L2 or the inner product, not by");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new PqFastScanIndex(
                new ProductQuantizer(D, 4, 8), Metric.L2, FastScanSettings.DEFAULTS))
        .withMessage("8 bits a sub-quantizer; fast scan needs 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FastScanSettings.DEFAULTS.withBlockSize(48))
        .withMessage("blocks of 48 vectors; fast scan needs a positive multiple of 32");
  }

  /// Parts that were trained elsewhere need no training here.
  @Test
  void partsThatAreTrainedAlreadyAreSearched() {
    var centroids = new FlatIndex(D, Metric.L2);
    centroids.add(data.slice(0, LISTS), QUIET);
    var trained = quantizer();
    trained.train(data, QUIET);
    try (var index =
        new IvfPqFastScanIndex(
            centroids, LISTS, Metric.L2, trained, true, FastScanSettings.DEFAULTS)) {
      index.add(data, QUIET);
      check(index, SearchOptions.defaults().nprobe(LISTS));
    }
  }

  private static ProductQuantizer quantizer() {
    return new ProductQuantizer(D, 4, PqFastScanIndex.BITS);
  }

  /// Rounded distances are off by at most half a step a sub-quantizer and bias.
  private void check(Index index, SearchOptions options) {
    boolean similarity = index.metric().isSimilarity();
    Vectors decoded = index.reconstruct(0, N);
    var found = index.search(queries, 20, options);
    for (int q = 0; q < queries.size(); q++) {
      float best = similarity ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
      for (int id = 0; id < N; id++) {
        float exact = exact(queries.row(q), decoded.row(id), similarity);
        best = similarity ? Math.max(best, exact) : Math.min(best, exact);
      }
      var within = Offset.offset(0.25f);
      assertThat(found.distance(q, 0)).isCloseTo(best, within);
      for (int rank = 0; rank < 20; rank++) {
        float exact = exact(queries.row(q), decoded.row(found.id(q, rank)), similarity);
        assertThat(found.distance(q, rank)).isCloseTo(exact, within);
      }
    }
  }

  private static float exact(float[] x, float[] y, boolean similarity) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += similarity ? x[i] * y[i] : (x[i] - y[i]) * (x[i] - y[i]);
    }
    return sum;
  }
}
