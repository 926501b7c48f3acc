// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.factory.CodeSpec.Additive;
import dev.kith.factory.CodeSpec.Flat;
import dev.kith.factory.CodeSpec.Pq;
import dev.kith.factory.CodeSpec.Sq;
import dev.kith.factory.FactoryException.Kind;
import dev.kith.factory.IndexSpec.IdMap;
import dev.kith.factory.IndexSpec.Ivf;
import dev.kith.factory.IndexSpec.MinMax;
import dev.kith.factory.IndexSpec.PreTransform;
import dev.kith.factory.IndexSpec.Refine;
import dev.kith.factory.IndexSpec.RefineFlat;
import dev.kith.vector.Metric;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What strings mean where they could mean several things (specification of the factory, section
/// 1.2), and how trees are spelled.
class IndexSpecTest {

  private static final Flat FLAT = new Flat();
  private static final Pq PQ16 = new Pq(16, 8, true);
  private static final Ivf IVF_PQ16 = new Ivf(new CoarseSpec.Centroids(100), PQ16);
  private static final TransformSpec PCA32 = new TransformSpec.Pca(32, false, false);

  @Test
  void idMapIsReadBeforeRefinement() {
    var expected = new IdMap(new RefineFlat(IVF_PQ16), false);

    assertThat(IndexSpec.parse("IDMap,IVF100,PQ16,RFlat")).isEqualTo(expected);
    assertThat(IndexSpec.parse("IVF100,PQ16,RFlat,IDMap")).isEqualTo(expected);
    assertThat(IndexSpec.parse("Flat,IDMap,RFlat"))
        .isEqualTo(new RefineFlat(new IdMap(FLAT, false)));
  }

  @Test
  void twoWayIdMapIsReadFirst() {
    var expected = new IdMap(new IdMap(FLAT, false), true);

    assertThat(IndexSpec.parse("IDMap2,IDMap,Flat")).isEqualTo(expected);
    assertThat(IndexSpec.parse("IDMap,Flat,IDMap2")).isEqualTo(expected);
    assertThat(IndexSpec.parse("IDMap,IDMap2,Flat"))
        .isEqualTo(new IdMap(new IdMap(FLAT, true), false));
  }

  @Test
  void refinementsNestFromTheEnd() {
    assertThat(IndexSpec.parse("PQ16,RFlat,RFlat")).isEqualTo(new RefineFlat(new RefineFlat(PQ16)));
    assertThat(IndexSpec.parse("PQ16,Refine(SQ8),Refine(Flat)"))
        .isEqualTo(new Refine(new Refine(PQ16, new Sq(SqKind.SQ8)), FLAT));
    assertThat(IndexSpec.parse("PQ16,Refine(PQ16,RFlat)"))
        .isEqualTo(new Refine(PQ16, new RefineFlat(PQ16)));
  }

  @Test
  void refinementSeesVectorsBeforeTheTransform() {
    var spec = IndexSpec.parse("PCA32,PQ16,RFlat");

    assertThat(spec).isEqualTo(new RefineFlat(new PreTransform(List.of(PCA32), PQ16)));
    assertThat(spec.standaloneCodeSize(64)).hasValue(16 + 64 * 4);
  }

  @Test
  void idMapStandsInsideOrOutsideOfTransforms() {
    var outside = new IdMap(new PreTransform(List.of(PCA32), FLAT), false);

    assertThat(IndexSpec.parse("PCA32,IDMap,Flat"))
        .isEqualTo(new PreTransform(List.of(PCA32), new IdMap(FLAT, false)));
    assertThat(IndexSpec.parse("IDMap,PCA32,Flat")).isEqualTo(outside);
    assertThat(IndexSpec.parse("PCA32,Flat,IDMap")).isEqualTo(outside);
  }

  @Test
  void transformsAreOneChain() {
    assertThat(IndexSpec.parse("PCA32,MinMax,SQ8"))
        .isEqualTo(new PreTransform(List.of(PCA32), new MinMax(new Sq(SqKind.SQ8), false)));
    assertThat(IndexSpec.parse("PCA48,RR48,L2norm,Flat"))
        .isEqualTo(
            new PreTransform(
                List.of(
                    new TransformSpec.Pca(48, false, false),
                    new TransformSpec.RandomRotation(OptionalInt.of(48)),
                    new TransformSpec.L2Norm()),
                FLAT));
  }

  @Test
  void refinementInsideOfTheCoarseQuantizerIsNotTheEnding() {
    assertThat(IndexSpec.parse("IVF100(PQ16,Refine(Flat)),Flat"))
        .isEqualTo(new Ivf(new CoarseSpec.Nested(100, new Refine(PQ16, FLAT)), FLAT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HNSW", "HNSW32,", "HNSW32_", "HNSW32", "HNSW32,Flat", "HNSW32_Flat"})
  void graphsHaveSynonyms(String text) {
    assertThat(IndexSpec.parse(text)).hasToString("HNSW32");
    assertThat(IndexSpec.parse(text.replace("HNSW", "NSG"))).hasToString("NSG32");
  }

  @Test
  void localSearchInListsTakesTheSizeOfTheFirstGroup() {
    var code = new Additive(AdditiveMethod.LSQ, 1, List.of(new BitGroup(4, 8)), NormCoding.DEFAULT);

    assertThat(IndexSpec.parse("IVF100,LSQ2x8_2x4"))
        .isEqualTo(new Ivf(new CoarseSpec.Centroids(100), code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Flat,IDMap               | IDMap,Flat
          Flat,IDMap2              | IDMap2,Flat
          IDMap,PQ16,IDMap2        | IDMap2,IDMap,PQ16
          IVF1k,PQ016x8            | IVF1024,PQ16
          IVF2M_HNSW,SQ8           | IVF2097152_HNSW32,SQ8
          L2Norm,Flat              | L2norm,Flat
          HR12345,Flat             | HR,Flat
          HNSW16_SQ8               | HNSW16,SQ8
          HNSW,FlatPanorama8       | HNSW32,FlatPanorama
          PQ16x4fs_32              | PQ16x4fs
          IVF9,PQ16x4fsr_32        | IVF9,PQ16x4fsr
          RQ1x8_2x8_1x4            | RQ3x8_1x4
          RQ6x4fs_32_Nrq2x4        | RQ6x4fs_Nrq2x4
          RaBitQ1                  | RaBitQ
          RaBitQfs1_32             | RaBitQfs
          EDEN1BIAS                | EDENBIASED
          IVF9,ITQ32,SH-1e10g      | IVF9,ITQ32,SH
          IVF9,ITQ,SH05.50m        | IVF9,ITQ,SH5.5m
          IVF9,ITQ,SH.5            | IVF9,ITQ,SH0.5
          IVF9,PCA,SH2.            | IVF9,PCA,SH2
          IVF9,PCA,SH1e-30         | IVF9,PCA,SH1e-30
          IVF9,PCA,SH-0            | IVF9,PCA,SH0
          IVF9,PCA,SH-3e38c        | IVF9,PCA,SH-3e38c
          """)
  void spellsCanonically(String text, String canonical) {
    assertThat(IndexSpec.parse(text)).hasToString(canonical);
    assertThat(IndexSpec.parse(canonical)).hasToString(canonical).isEqualTo(IndexSpec.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IDMap,Flat",
        "Flat,IDMap2,IDMap,RFlat",
        "PCA32,IDMap,PCA16,Flat,RFlat",
        "IVF100(IDMap,PQ16,Refine(SQ8)),PQ16+8,Refine(PQ32x6np)",
        "OPQ16_64,IVF1048576_HNSW32,PQ16x4fsr_64,RFlat",
        "IVF100,PQ16,RefinePanorama(FlatL2Panorama8_512)",
        "MinMaxFP16,PCAWR32,IVF10_NSG16,SQ8_direct_signed",
        "LSH128rt",
        "ZnLattice4x10_6",
        "PLSQ2x3x4fs_64_Nlsq2x4",
        "HNSW16,1024+PQ16",
        "HNSW16,2x8+PQ16",
        "Residual2x8,PQ16x10",
        "IVF9,FlatPanorama4_128",
        "LSCQ2x5",
        "RCQ1x5_2x3_Nfloat",
      })
  void leavesCanonicalStringsAlone(String text) {
    assertThat(IndexSpec.parse(text)).hasToString(text);
  }

  @Test
  void treesWithoutSpellingAreNotTakenForOthers() {
    var refined = new RefineFlat(PQ16);
    var chain = new PreTransform(List.of(PCA32), FLAT);

    for (IndexSpec spec :
        List.of(
            new PreTransform(List.of(PCA32), refined),
            new PreTransform(List.of(PCA32), new IdMap(refined, false)),
            new PreTransform(List.of(PCA32), chain),
            new MinMax(refined, true),
            new Refine(PQ16, new Refine(PQ16, FLAT)),
            new Refine(new IndexSpec.RefinePanorama(PQ16, FLAT), FLAT),
            new CodeSpec.PqFastScan(16, true, 32),
            new Ivf(new CoarseSpec.MultiIndex(4, 4), FLAT),
            new IndexSpec.Hnsw(32, new IndexSpec.TwoLayer(new CoarseSpec.Centroids(100), 16, 4)))) {
      assertThatThrownBy(() -> spec.validate(64, Metric.L2)).isInstanceOf(FactoryException.class);
    }
  }

  @Test
  void recordsRefuseWhatNoStringSays() {
    var groups = List.of(new BitGroup(2, 8));

    assertThatThrownBy(() -> new Additive(AdditiveMethod.RQ, 2, groups, NormCoding.DEFAULT))
        .hasMessageContaining("1 part, found 2");
    var several = List.of(new BitGroup(2, 8), new BitGroup(2, 4));
    assertThatThrownBy(() -> new Additive(AdditiveMethod.LSQ, 1, several, NormCoding.DEFAULT))
        .hasMessageContaining("2 groups of codebooks given, allowed is one");
    assertThatThrownBy(() -> new CodeSpec.AdditiveCoarse(false, List.of(), NormCoding.DEFAULT))
        .hasMessageContaining("0 groups");
    assertThatThrownBy(() ->
            new IvfCodeSpec.SpectralHash(
                IvfCodeSpec.SpectralHash.Projection.ITQ,
                OptionalInt.empty(),
                Float.NaN,
                IvfCodeSpec.SpectralHash.Threshold.GLOBAL))
        .hasMessageContaining("period is NaN");
    assertThatThrownBy(() -> new PreTransform(List.of(), FLAT))
        .hasMessageContaining("at least one");
  }

  @ParameterizedTest
  @CsvSource({
    "Flat, uncompressed vectors",
    "'IVF100,PQ16', inverted file",
    "HNSW32, HNSW graph",
    "'PCA32,Flat', chain of transforms",
    "PLSQ2x4x8, product local search quantizer",
    "LSCQ2x5, local search coarse quantizer",
  })
  void hasAHumanName(String text, String name) {
    assertThat(IndexSpec.parse(text).describe()).isEqualTo(name);
  }

  @Test
  void dimensionGoesAlongTheChain() {
    assertThat(IndexSpec.parse("HR,PCA48,Pad64,OPQ8_96,RR,Flat").outputDimension(60)).isEqualTo(96);
    assertThat(IndexSpec.parse("HR,Flat").outputDimension(1)).isEqualTo(1);
    assertThat(IndexSpec.parse("HR,Flat").outputDimension(65)).isEqualTo(128);

    var e =
        catchThrowableOfType(
            FactoryException.class, () -> IndexSpec.parse("PCA32,RR48,PQ32", 64, Metric.L2));
    assertThat(e.kind()).isEqualTo(Kind.WRONG_DIMENSION);
    assertThat(e).hasMessageContaining("dimension 48 (24 and 48 do), found 32");
  }
}
