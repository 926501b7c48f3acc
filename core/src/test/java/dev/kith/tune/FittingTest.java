// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.factory.IndexSpec;
import dev.kith.vector.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingTest {

  private static final int D = 64;

  private static Fit fit(String factory, long vectors) {
    return Fitting.fit(IndexSpec.parse(factory), D, vectors);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IVF100,Flat                        | 99   | IVF2,Flat",
        "IVF100,Flat                        | 38   | IVF1,Flat",
        "IVF100,Flat                        | 1    | IVF1,Flat",
        "IVF100_HNSW32,Flat                 | 99   | IVF2_HNSW32,Flat",
        "PQ16                               | 255  | PQ16x7",
        "PQ16                               | 2    | PQ16x1",
        "PQ16np                             | 100  | PQ16x6np",
        "PQ16x12                            | 4095 | PQ16x11",
        "PQ16                               | 1    | Flat",
        "PQ32x4fs                           | 15   | Flat",
        "IVF100,PQ16                        | 50   | IVF1,PQ16x5",
        "IVF100,PQ32x4fsr_64                | 15   | IVF1,Flat",
        "IVF100,PQ16+8                      | 255  | IVF100,Flat",
        "IMI2x8,PQ16x4                      | 100  | IMI2x6,PQ16x4",
        "IMI2x8,SQ8                         | 1    | IVF1,SQ8",
        "Residual100,PQ16                   | 50   | Residual1,PQ16x5",
        "Residual2x8,PQ16                   | 50   | Residual2x5,PQ16x5",
        "Residual100,PQ16                   | 1    | Flat",
        "IVF256(PQ16),Flat                  | 300  | IVF256(PQ16),Flat",
        "IVF256(PQ16),Flat                  | 255  | IVF6(PQ16x2),Flat",
        "IVF200(PQ16),Flat                  | 1000 | IVF200(PQ16x7),Flat",
        "IVF100(IVF10,Flat),Flat            | 99   | IVF2(IVF1,Flat),Flat",
        "OPQ16,IVF100,PQ16                  | 255  | IVF100,PQ16x7",
        "OPQ16_32,PQ16x4fs                  | 255  | PQ16x4fs",
        "PCA32,IVF4,Flat                    | 31   | IVF4,Flat",
        "PCAW32,Flat                        | 32   | Flat",
        "L2norm,PCA32,RR,ITQ40,Flat         | 35   | L2norm,PCA32,RR,Flat",
        "PCA60,PQ15x4                       | 59   | Flat",
        "IDMap2,PCA32,IVF100,PQ32x4fs,RFlat | 10   | IDMap2,IVF1,Flat,RFlat",
        "IVF100,PQ16,Refine(PQ32)           | 100  | IVF100,PQ16x6,Refine(PQ32x6)",
        "MinMax,IVF100,SQ8                  | 50   | MinMax,IVF1,SQ8"
      })
  void whatCannotBeTrainedBecomesWhatCan(String factory, long vectors, String fitting) {
    assertThat(fit(factory, vectors).spec()).hasToString(fitting);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flat                               | 1",
        "IVF100,Flat                        | 100",
        "PQ16                               | 256",
        "PQ16x4fs                           | 16",
        "IVF100,PQ16+8                      | 256",
        "IMI2x8,Flat                        | 256",
        "OPQ16,IVF100,PQ16                  | 256",
        "PCA32,Flat                         | 32",
        "PCAW32,Flat                        | 33",
        "ITQ,LSH                            | 1",
        "RR,HR,L2norm,Pad80,SQ8             | 1",
        "IDMap,IVF1,Flat                    | 1",
        "IVF100_NSG16,RQ4x8                 | 100"
      })
  void whatCanBeTrainedStays(String factory, long vectors) {
    var fit = fit(factory, vectors);

    assertThat(fit.spec()).isEqualTo(IndexSpec.parse(factory)).isEqualTo(fit.orFail());
    assertThat(fit.isChanged()).isFalse();
    assertThat(fit.notice()).isEmpty();
  }

  @Test
  void theNoticeSaysWhatIsTooFewForWhat() {
    var fit = fit("PCA50,IVF1024,PQ25x12", 40);
    String notice =
        "40 training vectors are too few for PCA50,IVF1024,PQ25x12, where PCA50 needs 50, and 1,024"
            + " lists need as many, and codes of 12 bits need 4,096, and 64 components do not make"
            + " 25 equal parts; what fits is IVF1,Flat";

    assertThat(fit.isChanged()).isTrue();
    assertThat(fit.notice()).hasValue(notice);
    assertThatIllegalArgumentException().isThrownBy(fit::orFail).withMessage(notice);
    assertThat(fit("PQ16", 1).notice().orElseThrow()).startsWith("1 training vector is too few");
  }

  @Test
  void thereIsSomethingToTrainWith() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit("Flat", 0))
        .withMessageContaining("at least 1 is needed");
  }

  @Test
  void whiteningNeedsVectorsThatDiffer() {
    var spec = IndexSpec.parse("PCA2,PCAW2,Flat");
    var equal = Vectors.of(new float[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}});
    var different = Vectors.of(new float[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 4}});

    assertThat(Fitting.fit(spec, equal))
        .satisfies(fit -> assertThat(fit.spec()).hasToString("PCA2,Flat"))
        .satisfies(
            fit -> assertThat(fit.reasons()).containsExactly("PCAW2 needs some that differ"));
    assertThat(Fitting.fit(spec, different).isChanged()).isFalse();
    assertThat(Fitting.fit(IndexSpec.parse("PCA2,Flat"), equal).isChanged()).isFalse();
  }

  @Test
  void oddVectorsAreCounted() {
    var vectors = Vectors.of(new float[][] {{0, 0}, {-0f, 0}, {0, Float.MIN_VALUE}, {0, 0}});

    assertThat(OddVectors.zeros(vectors)).isEqualTo(3);
    assertThat(OddVectors.areAllEqual(vectors)).isFalse();
    assertThat(OddVectors.areAllEqual(vectors.slice(0, 2))).isTrue();
    assertThat(OddVectors.areAllEqual(vectors.slice(1, 3))).isFalse();
    assertThat(OddVectors.areAllEqual(vectors.slice(0, 1))).isTrue();
  }
}
