// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.SearchOptions;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scalar codes of residuals: what is found are the distances of the vectors that come out again,
/// and these are near to what was added.
class ScalarResidualsTest {

  private static final int D = 24;
  private static final int N = 700;
  private static final int LISTS = 7;
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private final Vectors data = clustered(1, N);
  private final Vectors queries = clustered(2, 9);

  private static Vectors clustered(int seed, int n) {
    var random = TestSeed.random(seed);
    float[] values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      int cluster = i / D % LISTS;
      values[i] = (float) random.nextGaussian() + 20 * ((cluster * 7 + i % D) % 5);
    }
    return Vectors.of(values, D);
  }

  private IvfScalarQuantizerIndex filled(ScalarType type, Metric metric, boolean byResidual) {
    var codec = new ScalarQuantizer(D, type);
    var index =
        new IvfScalarQuantizerIndex(new FlatIndex(D, metric), LISTS, metric, codec, byResidual);
    index.train(data, QUIET);
    index.add(data, QUIET);
    return index;
  }

  @ParameterizedTest
  @EnumSource
  void distancesAreThoseOfTheDecodedVectors(ScalarType type) {
    for (Metric metric :
        new Metric[] {Metric.L2, Metric.INNER_PRODUCT, Metric.of(Metric.Kind.L1)}) {
      try (var index = filled(type, metric, true)) {
        Vectors decoded = index.reconstruct(0, N);
        var found = index.search(queries, 20, SearchOptions.defaults().nprobe(LISTS));
        for (int q = 0; q < queries.size(); q++) {
          for (int rank = 0; rank < 20; rank++) {
            double expected = distance(metric, queries.row(q), decoded.row(found.id(q, rank)));
            assertThat((double) found.distance(q, rank))
                .as("%s, %s, query %d, rank %d", type, metric, q, rank)
                .isCloseTo(expected, within(2e-5 * Math.max(100, Math.abs(expected))));
          }
        }
      }
    }
  }

  private static double distance(Metric metric, float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < D; i++) {
      double difference = (double) one[i] - other[i];
      sum +=
          switch (metric.kind()) {
            case L2 -> difference * difference;
            case INNER_PRODUCT -> (double) one[i] * other[i];
            default -> Math.abs(difference);
          };
    }
    return sum;
  }

  @Test
  void residualsAreCodedMoreFinelyThanVectors() {
    try (var residuals = filled(ScalarType.BITS8, Metric.L2, true);
        var vectors = filled(ScalarType.BITS8, Metric.L2, false)) {
      assertThat(error(residuals)).isLessThan(error(vectors) / 10);
    }
  }

  private double error(IvfScalarQuantizerIndex index) {
    double sum = 0;
    for (int row = 0; row < N; row++) {
      sum += distance(Metric.L2, index.reconstruct(row), data.row(row));
    }
    return sum;
  }

  /// Without a bit, a vector is its centroid, whatever the flag says.
  @Test
  void codesOfNoBitsAreCentroids() {
    try (var index = filled(ScalarType.BITS0, Metric.L2, false)) {
      assertThat(index.residualFlag()).isFalse();
      assertThat(index.isByResidual()).isTrue();
      float[] centroid = index.quantizer().reconstruct(index.quantizer().search(data, 1).id(3, 0));

      assertThat(index.reconstruct(3)).isEqualTo(centroid);
      assertThat(index.codec().codeSize()).isZero();
    }
  }

  @Test
  void codesStandAloneBehindTheirListNumber() {
    try (var index = filled(ScalarType.BITS6, Metric.L2, true)) {
      var codes = index.encode(data);

      assertThat(index.codeSize()).isEqualTo(1 + 18);
      assertThat(index.decode(codes).segment().mismatch(index.reconstruct(0, N).segment()))
          .isEqualTo(-1);
    }
  }

  @Test
  void aBatchAndItsQueriesAgreeToTheBit() {
    try (var index = filled(ScalarType.BITS4, Metric.L2, true)) {
      var options = SearchOptions.defaults().nprobe(3);
      var batch = index.search(queries, 5, options.threads(2));
      for (int q = 0; q < queries.size(); q++) {
        var single = index.search(queries.slice(q, q + 1), 5, options);
        for (int rank = 0; rank < 5; rank++) {
          assertThat(single.id(0, rank)).isEqualTo(batch.id(q, rank));
          assertThat(single.distance(0, rank)).isEqualTo(batch.distance(q, rank));
        }
      }
    }
  }

  @Test
  void aReportNamesTheCodes() {
    try (var index = filled(ScalarType.BITS8, Metric.L2, true)) {
      assertThat(index.report().type()).isEqualTo("IVF,SQ8");
      assertThat(index.report().facts())
          .containsEntry("component", "8bit")
          .containsEntry("bounds", "minmax");
    }
  }
}
