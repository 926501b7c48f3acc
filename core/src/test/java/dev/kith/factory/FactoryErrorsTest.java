// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.factory.FactoryException.Kind;
import dev.kith.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where mistakes are pointed at, and what is said of them.
class FactoryErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IVF100                          | 6  | UNPARSABLE
          IVF100,                         | 7  | BAD_IVF_CODE
          IVF100,PQ16x                    | 12 | BAD_IVF_CODE
          IVF100,PQ16x4fss                | 15 | BAD_IVF_CODE
          IVF100,PCA32,Flat               | 12 | BAD_IVF_CODE
          IVF100,Flat,PQ8                 | 11 | BAD_IVF_CODE
          IVF100,(Flat)                   | 7  | BAD_IVF_CODE
          IVF100(Flat),Flat)              | 17 | BAD_IVF_CODE
          IVF9,ITQ,SH1.5.5                | 11 | BAD_IVF_CODE
          IVF9,RQ2x8_Nqint16              | 10 | BAD_IVF_CODE
          IVF100_NSG,Flat                 | 10 | UNPARSABLE
          IVF100(Bogus),Bogus             | 7  | UNPARSABLE
          IVF100(),Flat                   | 7  | UNPARSABLE
          IVF256(PQ16,Flat)               | 11 | UNPARSABLE
          IVF1kk,Flat                     | 5  | UNPARSABLE
          IVF100((Flat)),Flat             | 7  | UNPARSABLE
          IMI3x5,Flat                     | 3  | UNPARSABLE
          HNSW32(Flat)                    | 6  | UNPARSABLE
          HNSW32x                         | 6  | UNPARSABLE
          HNSW32,SQ5                      | 9  | BAD_HNSW_CODE
          HNSW32,3x4+PQ16                 | 8  | BAD_HNSW_CODE
          HNSW32,100+PQ16x4               | 15 | BAD_HNSW_CODE
          HNSW32,,                        | 7  | BAD_HNSW_CODE
          HNSW32,100+PQ                   | 13 | WRONG_DIMENSION
          NSG32,2x4+PQ16                  | 6  | BAD_NSG_CODE
          NSG32,RQ2x4                     | 6  | BAD_NSG_CODE
          Residual128                     | 11 | UNPARSABLE
          Residual128,Flat                | 12 | BAD_TWO_LAYER_CODE
          Residual128,PQ16np              | 16 | BAD_TWO_LAYER_CODE
          PCA,Flat                        | 3  | UNPARSABLE
          PCARW32,Flat                    | 4  | UNPARSABLE
          PCA32                           | 5  | UNPARSABLE
          PCA32,                          | 6  | UNPARSABLE
          PCA32,,Flat                     | 6  | UNPARSABLE
          PQ16x4fsr                       | 8  | UNPARSABLE
          PQ8+8                           | 3  | UNPARSABLE
          RaBitQ0                         | 6  | UNPARSABLE
          RaBitQ10                        | 7  | UNPARSABLE
          LSQ2x8_2x4                      | 6  | UNPARSABLE
          MinMax,                         | 7  | UNPARSABLE
          IDMap,IDMap2                    | 0  | UNPARSABLE
          ,RFlat                          | 0  | UNPARSABLE
          PQ16,Refine()                   | 12 | UNPARSABLE
          IVF10(RFlat),Flat               | 6  | UNPARSABLE
          )                               | 0  | UNPARSABLE
          IVF100(Flat)(Flat),Flat         | 12 | UNBALANCED_PARENTHESES
          IVF100(HNSW32,Flat              | 6  | UNBALANCED_PARENTHESES
          PQ16,Refine(PQ32,Refine(Flat))  | 11 | UNBALANCED_PARENTHESES
          IVF99999999999,Flat             | 3  | NUMBER_OUT_OF_RANGE
          IVF2048M,Flat                   | 3  | NUMBER_OUT_OF_RANGE
          PQ2147483648                    | 2  | NUMBER_OUT_OF_RANGE
          IVF9,LSQ2147483647x8_1x8        | 24 | NUMBER_OUT_OF_RANGE
          IVF9,ITQ,SH1e99                 | 11 | NUMBER_OUT_OF_RANGE
          """)
  void pointsAtTheMistake(String text, int position, Kind kind) {
    var e = catchThrowableOfType(FactoryException.class, () -> IndexSpec.parse(text));

    assertThat(e.position()).as(e.getMessage()).isEqualTo(position);
    assertThat(e.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PQ16x25                 | 64 | L2            | 0  | WRONG_SIZE
          IVF9,PQ16x0             | 64 | L2            | 5  | WRONG_SIZE
          IVF9,PQ16+0             | 64 | L2            | 5  | WRONG_SIZE
          IVF9,PQ16+7             | 64 | L2            | 5  | WRONG_DIMENSION
          IVF9,PQ16x4fs_0         | 64 | L2            | 5  | WRONG_SIZE
          IVF9,PQ16x4fs           | 64 | LINF          | 5  | WRONG_METRIC
          IVF9,RQ0x8              | 64 | L2            | 5  | WRONG_SIZE
          RQ2x8_1x0               | 64 | L2            | 0  | WRONG_SIZE
          RQ2x8                   | 64 | CANBERRA      | 0  | WRONG_METRIC
          RQ6x4fs_Nlsq2x4         | 64 | INNER_PRODUCT | 0  | WRONG_METRIC
          RQ6x4fs_33_Nlsq2x4      | 64 | L2            | 0  | WRONG_SIZE
          RCQ8x8                  | 64 | L2            | 0  | WRONG_SIZE
          IMI2x8,Flat             | 63 | L2            | 0  | WRONG_DIMENSION
          IMI2x0,Flat             | 64 | L2            | 0  | WRONG_SIZE
          Residual3x4,PQ16        | 64 | L2            | 0  | WRONG_DIMENSION
          Residual8x8,PQ16        | 64 | L2            | 0  | WRONG_SIZE
          Residual0,PQ16          | 64 | L2            | 0  | WRONG_SIZE
          HNSW0                   | 64 | L2            | 0  | WRONG_SIZE
          HNSW32,PQ7              | 64 | L2            | 7  | WRONG_DIMENSION
          HNSW32,FlatPanorama65   | 64 | L2            | 7  | WRONG_SIZE
          IVF9_HNSW0,Flat         | 64 | L2            | 0  | WRONG_SIZE
          IVF9(PCA32,NSG0),Flat   | 64 | L2            | 11 | WRONG_SIZE
          IVF9(PQ7),Flat          | 64 | L2            | 5  | WRONG_DIMENSION
          PCA0,Flat               | 64 | L2            | 0  | WRONG_SIZE
          L2norm,OPQ0,Flat        | 64 | L2            | 7  | WRONG_SIZE
          HR,Flat                 | 2000000000 | L2    | 0  | WRONG_SIZE
          LSH0                    | 64 | L2            | 0  | WRONG_SIZE
          Flat,IDMap              | 0  | L2            | 0  | WRONG_DIMENSION
          FlatIPPanorama8         | 64 | L2            | 0  | WRONG_METRIC
          FlatL2Panorama8_0       | 64 | L2            | 0  | WRONG_SIZE
          Flat,RefinePanorama(SQ8)| 64 | L2            | 20 | WRONG_REFINEMENT
          ZnLattice1x4096_6       | 64 | L2            | 0  | WRONG_SIZE
          ZnLattice4x10_99        | 64 | L2            | 0  | WRONG_SIZE
          IVF9,ITQ0,SH            | 64 | L2            | 5  | WRONG_SIZE
          IVF1k,PQ7,IDMap         | 64 | L2            | 6  | WRONG_DIMENSION
          """)
  void pointsAtWhatDoesNotFit(String text, int d, Metric.Kind metric, int position, Kind kind) {
    var e =
        catchThrowableOfType(
            FactoryException.class, () -> IndexSpec.parse(text, d, Metric.of(metric)));

    assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
    assertThat(e.position()).isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          IVF4096|IVF4096,Flat
          ivf100,flat|IVF100,Flat
          opq16_64,ivf1k_hnsw,pq16X4FS,rflat|
          opq16_64,ivf1k_hnsw,pq16x4fs,rflat|OPQ16_64,IVF1k_HNSW,PQ16x4fs,RFlat
           IVF100, Flat |IVF100,Flat
          hnsw32 , sq8|HNSW32,SQ8
          PCA32|PCA32,Flat
          PCA32,|PCA32,Flat
          IVF100(HNSW32,Flat|IVF100(HNSW32,Flat),Flat
          PQ16,Refine(SQ8|PQ16,Refine(SQ8)
          Flat,|Flat
          Bogus|
          """)
  void suggestsWhatMayHaveBeenMeant(String text, String meant) {
    var e = catchThrowableOfType(FactoryException.class, () -> IndexSpec.parse(text));

    assertThat(e.suggestion().orElse(null)).isEqualTo(meant);
    if (meant != null) {
      assertThat(e).hasMessageEndingWith("did you mean \"" + meant + "\"?");
    }
  }

  @Test
  void messageShowsThePlace() {
    var e =
        catchThrowableOfType(FactoryException.class, () -> IndexSpec.parse("IVF100,PQ16y,Flat"));

    assertThat(e.getMessage().lines())
        .containsExactly(
            "index string, character 11: expected nothing more behind the product quantizer, found"
                + " \"y\"",
            "  IVF100,PQ16y,Flat",
            "             ^");
  }

  @Test
  void messageNamesDivisors() {
    var e =
        catchThrowableOfType(
            FactoryException.class, () -> IndexSpec.parse("PQ7").validate(64, Metric.L2));

    assertThat(e).hasMessageContaining("divides the dimension 64 (4 and 8 do), found 7");
  }

  @Test
  void messageOfALongStringIsShort() {
    String text = "L2norm,".repeat(10_000) + "\tBogus" + "x".repeat(10_000);

    var e = catchThrowableOfType(FactoryException.class, () -> IndexSpec.parse(text));

    assertThat(e.position()).isEqualTo(70_000);
    assertThat(e.getMessage()).hasSizeLessThan(500).contains("·Bogus");
  }
}
