// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;
import dev.kith.index.IvfIndex;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuidelinesTest {

  private static final int D = 256;

  private static List<Advice> advise(String factory, long vectors, long training) {
    return Guidelines.advise(IndexSpec.parse(factory), D, vectors, training);
  }

  private static List<Advice> advise(String factory, long vectors) {
    return advise(factory, vectors, vectors);
  }

  private static List<Advice> search(String factory, SearchOptions options) {
    return Guidelines.advise(IndexSpec.parse(factory), D, 100_000, 100_000, options);
  }

  /// Strings of the wiki and of RVC's document, at sizes that these are for.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flat                                   | 1000",
        "Flat                                   | 10000000",
        "HNSW32                                 | 100000",
        "IVF1024,PQ128x4fs,RFlat                | 68921",
        "IVF2048,PQ128x4fs,RFlat                | 200000",
        "IVF1767,Flat                           | 68921",
        "IVF256,Flat                            | 10000",
        "PCAR64,IVF2048,SQ8                     | 100000",
        "OPQ32_128,IVF2048,PQ32x4fsr            | 100000",
        "OPQ32_128,IVF2048,PQ32                 | 100000",
        "IVF65536_HNSW32,Flat                   | 3000000",
        "IVF262144_HNSW32,PQ128x4fs,RFlat       | 20000000",
        "IVF1048576_HNSW32,PQ32                 | 200000000",
        "IDMap2,IVF2048,PQ128x4fs,RFlat         | 100000",
        "IMI2x8,PQ32                            | 100000"
      })
  void recommendedSettingsNeedNoAdvice(String factory, long vectors) {
    assertThat(advise(factory, vectors, Math.min(vectors, 40L << 20))).isEmpty();
  }

  /// RVC's own rule, max(1, min(int(16 * sqrt(N)), N // 39)), where lists are worth having.
  @ParameterizedTest
  @CsvSource({"1000, 25", "10000, 256", "68921, 1767", "389375, 9983", "999999, 15999"})
  void theRuleOfRvcKeepsTheGuidelines(long vectors, int lists) {
    assertThat(advise("IVF" + lists + ",Flat", vectors)).isEmpty();
  }

  /// 4 sqrt(N) is 1264.9, 16 sqrt(N) is 5059.6; the powers of two next to them are 1024 and 4096,
  /// and the bound itself counts for other numbers.
  @ParameterizedTest
  @CsvSource({
    "1264, few",
    "1265,",
    "5059,",
    "5060, many",
    "1024,",
    "512, few",
    "4096,",
    "8192, many"
  })
  void listsAreBetweenFourAndSixteenRoots(int lists, String word) {
    var advice = advise("IVF" + lists + ",Flat", 100_000, 250_000);

    if (word == null) {
      assertThat(advice).isEmpty();
    } else {
      assertThat(advice)
          .singleElement()
          .satisfies(one -> {
            assertThat(one.sentence())
                .contains("lists are " + word + " for 100,000 vectors", "1,265 to 5,059")
                .endsWith("write IVF2048,Flat");
            assertThat(one.source()).contains("Guidelines to choose an index");
          });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000000, 3999, few, 65536",
    "1000000, 4000,,",
    "9999999, 65536,,",
    "5000000, 70000, many, 65536",
    "10000000, 12000, few, 262144",
    "99999999, 262144,,",
    "100000000, 1048576,,"
  })
  void fromAMillionOnTheWikiNamesOneNumber(long vectors, int lists, String word, Integer better) {
    var advice = advise("IVF" + lists + ",Flat", vectors, 40L << 20);
    var counts = advice.stream().map(Advice::sentence).filter(s -> s.contains("lists are"));

    if (word == null) {
      assertThat(counts).isEmpty();
    } else {
      assertThat(counts)
          .singleElement()
          .asString()
          .contains("lists are " + word)
          .endsWith("write IVF" + better + ",Flat");
    }
  }

  @Test
  void fewTrainingVectorsAllowFewLists() {
    assertThat(advise("IVF256,Flat", 100_000, 10_000)).isEmpty();
    assertThat(advise("IVF200,Flat", 100_000, 10_000))
        .singleElement()
        .asString()
        .contains("200 lists are few", "write IVF256,Flat");
  }

  @Test
  void aListWantsThirtyTrainingVectors() {
    assertThat(advise("IVF1024,Flat", 65_536, 30_720)).isEmpty();
    assertThat(advise("IVF1024,Flat", 65_536, 262_144)).isEmpty();
    assertThat(advise("IVF1024,Flat", 65_536, 30_719))
        .singleElement()
        .asString()
        .contains("30,719 training vectors are 30.0 for each of 1,024 lists", "at least 30", "39")
        .contains("write IVF787,Flat, or train with 39,936 vectors");
  }

  @Test
  void trainingLooksAtNoMoreThan256VectorsAList() {
    assertThat(advise("IVF1024,Flat", 65_536, 262_145))
        .singleElement()
        .asString()
        .contains("262,145 training vectors", "256 for each of 1,024 lists", "sample of 262,144");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 999})
  void fewVectorsAreSearchedExactly(long vectors) {
    assertThat(advise("IVF8,Flat", vectors))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.sentence())
              .startsWith(vectors + " vector")
              .contains("too few for inverted lists", "write Flat");
          assertThat(one.source()).contains("measured");
        });
    assertThat(advise("PQ128x4fs,RFlat", vectors)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PQ48, PQ64, 256",
    "'IVF2048,PQ100', PQ128, 256",
    "'IVF2048,PQ3+8', PQ4+8, 256",
    "'PCA60,IVF2048,PQ16', PQ15, 256",
    "'IVF2048,PQ300x4', PQ256x4, 256"
  })
  void partsDivideTheDimension(String factory, String better, int d) {
    assertThat(Guidelines.advise(IndexSpec.parse(factory), d, 100_000, 100_000))
        .singleElement()
        .asString()
        .contains("cannot be cut so", "write " + better + " [");
  }

  @Test
  void opqHasThePartsOfTheCodes() {
    assertThat(advise("OPQ16_128,IVF2048,PQ32", 100_000))
        .singleElement()
        .asString()
        .contains("OPQ16_128", "write OPQ32_128 [");
    assertThat(advise("OPQ16,IVF2048,SQ8", 100_000)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PQ64x4fs, 4", "PQ32x4fs, 8", "PQ256x4fs, single"})
  void fastScanHasPartsOfTwo(String code, String part) {
    assertThat(advise("IVF2048," + code + ",RFlat", 100_000))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.sentence()).contains("every " + part, "write PQ128x4fs");
          assertThat(one.source()).contains("faiss tuning TIPS");
        });
  }

  @Test
  void fastScanIsRefined() {
    assertThat(advise("IVF2048,PQ128x4fs", 100_000))
        .singleElement()
        .asString()
        .contains("write IVF2048,PQ128x4fs,RFlat", "k_factor 4");
    assertThat(search("IVF2048,PQ128x4fs,RFlat", SearchOptions.defaults().kFactor(1)))
        .singleElement()
        .asString()
        .contains("k_factor 1", "--k-factor 4");
    assertThat(search("IVF2048,PQ128x4fs,RFlat", SearchOptions.defaults().kFactor(1.5))).isEmpty();
    assertThat(search("IVF2048,PQ32,RFlat", SearchOptions.defaults().kFactor(1))).isEmpty();
  }

  @Test
  void theTimeOfASearchGrowsWithNprobe() {
    assertThat(search("IVF2048,Flat", SearchOptions.defaults().nprobe(512))).isEmpty();
    assertThat(search("IVF2048,Flat", SearchOptions.defaults().nprobe(513)))
        .singleElement()
        .asString()
        .contains("513 of 2,048 lists, about 25 %", "at most 512");
    assertThat(search("IVF2048,Flat", SearchOptions.defaults().nprobe(5000)))
        .singleElement()
        .asString()
        .contains("2,048 of 2,048 lists, about 100 %");
  }

  @ParameterizedTest
  @CsvSource({"3, 4", "4,", "64,", "65, 64"})
  void graphsHaveFourTo64Links(int links, Integer better) {
    var advice = advise("HNSW" + links, 100_000);

    if (better == null) {
      assertThat(advice).isEmpty();
    } else {
      assertThat(advice).singleElement().asString().contains("write HNSW" + better + " [");
    }
  }

  @Test
  void anIndexIsJudgedByWhatItDoes() {
    var vectors = vectors(TestSeed.random(1), 2000, 16);
    try (Index index = IndexFactory.create(16, "IDMap,IVF64,PQ8x4fs,RFlat", Similarity.L2)) {
      index.train(vectors);
      long[] ids = new long[2000];
      Arrays.setAll(ids, i -> i);
      index.add(vectors, ids);

      assertThat(Guidelines.advise(index)).singleElement().asString().contains("k_factor 1");
    }
    try (Index index = IndexFactory.create(16, "IVF64,Flat", Metric.L2)) {
      index.train(vectors);
      assertThat(Guidelines.advise(index)).as("empty").isEmpty();
      index.add(vectors);
      assertThat(Guidelines.advise(index)).isEmpty();
      ((IvfIndex) index).setNprobe(20);
      assertThat(Guidelines.advise(index)).singleElement().asString().contains("nprobe 20");
    }
  }

  @Test
  void anIndexForCosineIsJudgedToo() {
    var vectors = vectors(TestSeed.random(2), 100, 16);
    try (Index index = IndexFactory.create(16, "IVF2,PQ8x4fs,RFlat", Similarity.COSINE)) {
      index.train(vectors);
      index.add(vectors);
      assertThat(Guidelines.advise(index)).hasSize(2);
    }
  }

  private static Vectors vectors(Random random, int n, int d) {
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, d);
  }
}
