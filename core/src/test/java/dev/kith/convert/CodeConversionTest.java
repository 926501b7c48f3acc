// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.index.IvfIndex;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeConversionTest extends ConversionFixture {

  /// Half an ulp of 11 binary digits; the root of the mean square is smaller.
  private static final double HALF_ULP_16 = 1.0 / (1 << 11);

  private static SearchOptions options(Index index) {
    var options = SearchOptions.defaults();
    if (index.parameters().contains(SearchParameter.NPROBE)) {
      options = options.nprobe(3);
    }
    // enough for all vectors to be candidates
    return index.parameters().contains(SearchParameter.K_FACTOR) ? options.kFactor(N) : options;
  }

  /// Codes that mean the same: results stay what they are, but for the rounding of the fast scan.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PQ8x4np            | PQ8x4fs",
        "PQ8x4np            | PQ8x4fs_64",
        "PQ8x4fs            | PQ8x4np",
        "PQ8x4fs            | PQ8x4fs_96",
        "IVF4,PQ8x4np       | IVF4,PQ8x4fsr",
        "IVF4,PQ8x4fsr_64   | IVF4,PQ8x4np",
        "IVF4,PQ8x4fs       | IVF4,PQ8x4fs_64",
        "IVF4,SQfp16        | IVF4,Flat",
        "IVF4,SQ8           | IVF4,Flat",
        "SQ6                | Flat",
        "PQ4x5np            | Flat",
        "PCA8,IVF4,PQ4x4np  | PCA8,IVF4,PQ4x4fsr",
        "PQ8x4np,RFlat      | PQ8x4fs,RFlat",
        "IMI2x2,PQ8x4np     | IMI2x2,PQ8x4fsr",
        "IMI2x2,SQ8         | IMI2x2,Flat",
        "IDMap2,PQ8x4fs     | IDMap2,PQ8x4np",
        "IVF4(PCA4,Flat),PQ8x4np | IVF4(PCA4,Flat),PQ8x4fsr"
      })
  void keepsWhatCodesStandFor(String from, String to) {
    for (Metric metric : metrics(from)) {
      Index source = filled(from, metric);
      Index same = filled(from, metric);
      var conversion = Conversion.plan(source, IndexSpec.parse(to));

      assertThat(conversion.isExact()).isTrue();
      var converted = run(conversion, null, null);

      assertThat(converted.relativeError()).isZero();
      assertIs(converted.index(), to);
      assertThat(converted.index().size()).isEqualTo(N);
      float[] before = distances(same, options(same));
      float[] after = distances(converted.index(), options(same));
      for (int i = 0; i < before.length; i++) {
        assertThat(after[i]).isCloseTo(before[i], within(tolerance(from + to)));
      }
    }
  }

  /// Multi-indexes are for L2 alone.
  private static List<Metric> metrics(String from) {
    return from.startsWith("IMI") ? List.of(Metric.L2) : List.of(Metric.L2, Metric.INNER_PRODUCT);
  }

  /// The fast scan sums M bytes that stand for the span of a table.
  private static float tolerance(String types) {
    return types.contains("fs") ? 0.5f : 1e-4f;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flat                  | SQfp16",
        "IVF4,Flat             | IVF4,SQfp16",
        "IDMap2,PCA8,IVF4,Flat | IDMap2,PCA8,IVF4,SQfp16",
        "Flat,RFlat            | Flat,Refine(SQfp16)"
      })
  void roundsToHalfPrecision(String from, String to) {
    Index source = filled(from);
    var conversion = Conversion.plan(source, IndexSpec.parse(to));

    assertThat(conversion.isExact()).isFalse();
    var converted = run(conversion, null, null);

    assertThat(converted.relativeError()).isBetween(1e-5, HALF_ULP_16);
    assertIs(converted.index(), to);
    Index built = filled(to);
    assertThat(distances(converted.index(), options(built)))
        .isEqualTo(distances(built, options(built)));
    assertThat(ids(converted.index(), options(built))).isEqualTo(ids(built, options(built)));
  }

  /// New codes are made of the finer vectors, not of the codes that found candidates.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PQ8x4fs,RFlat         | Flat",
        "IVF4,PQ8x4fs,RFlat    | Flat",
        "IVF4,PQ8x4fs,RFlat    | IVF4,Flat",
        "IVF4,SQ4,RFlat        | IVF4,SQfp16",
        "IVF4,SQ4,RFlat        | SQfp16"
      })
  void theVectorsOfARefinementCountMore(String from, String to) {
    Index source = filled(from);

    var converted = convert(source, to);

    assertIs(converted.index(), to);
    assertThat(converted.relativeError()).isLessThan(HALF_ULP_16);
    Index built = filled(to);
    assertThat(distances(converted.index(), options(built)))
        .isEqualTo(distances(built, options(built)));
  }

  @Test
  void halfPrecisionIsBackWithoutFurtherLoss() {
    var half = convert(filled("IVF4,Flat"), "IVF4,SQfp16").index();
    ((IvfIndex) half).setNprobe(2);
    Vectors rounded = half.reconstruct(0, N);

    var flat = convert(half, "IVF4,Flat");

    assertThat(flat.relativeError()).isZero();
    assertThat(((IvfIndex) flat.index()).nprobe()).isEqualTo(2);
    for (int i = 0; i < N; i++) {
      assertThat(flat.index().reconstruct(i)).isEqualTo(rounded.row(i));
    }
  }

  @Test
  void whatDoesNotFitIntoHalfPrecisionIsRefused() {
    Index index = opened(IndexFactory.create(D, "Flat", Metric.L2));
    float[] values = new float[D];
    values[3] = 1e6f;
    var large = Vectors.of(values, D);
    index.add(large);
    var conversion = Conversion.plan(index, IndexSpec.parse("SQfp16"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> conversion.run(null, null, Parallelism.of(1)))
        .withMessageContaining("1000000.0")
        .withMessageContaining("as 65504.0")
        .withMessageContaining("out of their range");
    assertThat(index.reconstruct(0)).isEqualTo(large.row(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flat          | SQ8             | SQ8 (scalar quantizer) has to be trained",
        "IVF4,Flat     | IVF4,PQ4        | PQ4 (product quantizer) has to be trained",
        "PQ8x4np       | PQ4x4fs         | 8 x 4 bits, and those of PQ4x4fs 4 x 4",
        "PQ8x6np       | PQ8x4fs         | 8 x 6 bits, and those of PQ8x4fs 8 x 4",
        "IVF4,PQ8x4np  | IVF4,PQ8x4fs    | an \"r\" behind fs stands for residuals",
        "IVF4,PQ8x4fs  | IVF4,PQ8x4      | its codes are of vectors",
        "IVF4,PQ8+4    | IVF4,PQ8        | a second code beside each",
        "IVF4,FlatDedup| IVF4,Flat       | equal vectors only once",
        "LSH           | Flat            | say too little"
      })
  void saysWhatStandsInTheWay(String from, String to, String reason) {
    Index source = filled(from);

    assertThatExceptionOfType(NoConversionException.class)
        .isThrownBy(() -> Conversion.plan(source, IndexSpec.parse(to)))
        .withMessageContaining(reason);
  }

  @Test
  void offersBothLayoutsOfProductCodes() {
    assertThat(Conversion.offers(filled("IVF4,PQ8x4np")))
        .extracting(Offer::toString)
        .containsExactly(
            "IVF4,Flat",
            "IVF4,SQfp16",
            "IVF4,SQbf16",
            "IVF4,PQ8x4fsr",
            "IVF4,PQ8x4np,RFlat (with the vectors)",
            "IDMap,IVF4,PQ8x4np",
            "IDMap2,IVF4,PQ8x4np");
  }

  @Test
  void whatAnOpqWasTrainedForDoesNotMatter() {
    Index index = filled("OPQ4,PQ8x4np");

    assertIs(convert(index, "OPQ8,PQ8x4fs").index(), "OPQ4,PQ8x4fs");
  }

  @Test
  void codesOfManyBlocksKeepTheirOrder() {
    Vectors many = gaussian(7, 40_000);
    Index index = opened(IndexFactory.create(D, "Flat", Metric.L2));
    index.add(many);

    Index half = convert(index, "SQfp16").index();

    assertThat(half.search(many.slice(39_990, 40_000), 1).ids())
        .containsExactly(
            39_990, 39_991, 39_992, 39_993, 39_994, 39_995, 39_996, 39_997, 39_998, 39_999);
  }
}
