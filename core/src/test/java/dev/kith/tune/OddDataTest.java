// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;
import dev.kith.faiss.FaissFiles;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Small and odd data in every family of indexes: it is trained after fitting, searched, saved and
/// read again, and no number is a NaN.
class OddDataTest {

  private static final int D = 16;

  /// More than most of the data below has.
  private static final int K = 12;

  private static final List<String> SEARCHED =
      List.of(
          "Flat",
          "IVF64,Flat",
          "IVF64,FlatDedup",
          "PQ4",
          "PQ4x5np",
          "PQ4x10np",
          "IVF64,PQ4np",
          "IVF64,PQ4+8",
          "PQ8x4fs",
          "IVF64,PQ8x4fs",
          "IVF64,PQ8x4fsr_64",
          "SQ8",
          "SQ4",
          "SQfp16",
          "SQ8_direct",
          "IVF64,SQ6",
          "LSH",
          "LSH24rt",
          "PCA12,IVF64,Flat",
          "PCAR12,PQ4np",
          "PCAW12,Flat",
          "PCAWR12,IVF64,SQ8",
          "OPQ8,PQ8x4fs",
          "OPQ4_8,IVF64,PQ4np",
          "RR,HR,Pad40,Flat",
          "ITQ12,L2norm,Flat",
          "ITQ,LSHt",
          "IMI2x6,PQ4np",
          "IVF64(IVF4,Flat),Flat",
          "IVF64(PQ4x4),SQ8",
          "IVF64,PQ8x4fs,RFlat",
          "PQ4np,Refine(SQ8)",
          "IDMap,IVF64,PQ4np",
          "IDMap2,OPQ8,IVF64,PQ8x4fs,RFlat");

  @TempDir Path folder;

  static Stream<Arguments> families() {
    return SEARCHED.stream()
        .flatMap(factory -> Arrays.stream(Odd.values()).map(odd -> Arguments.of(factory, odd)));
  }

  /// The data.
  enum Odd {
    ONE_ROW,
    TWO_ROWS,
    TEN_EQUAL_ROWS,
    TEN_ZERO_ROWS,
    FEWER_THAN_16,
    FEWER_THAN_LISTS,
    FEWER_THAN_256,
    MANY_EQUAL_ROWS,
    /// As the file `mute` of RVC: 149 frames, of which 128 differ.
    SILENCE;

    Vectors vectors(Random random) {
      return switch (this) {
        case ONE_ROW -> gaussian(random, 1);
        case TWO_ROWS -> gaussian(random, 2);
        case TEN_EQUAL_ROWS -> gaussian(random, 1).select(new int[10]);
        case TEN_ZERO_ROWS -> Vectors.allocate(10, D);
        case FEWER_THAN_16 -> gaussian(random, 15);
        case FEWER_THAN_LISTS -> gaussian(random, 63);
        case FEWER_THAN_256 -> gaussian(random, 255);
        case MANY_EQUAL_ROWS -> gaussian(random, 1).select(new int[300]);
        case SILENCE -> {
          int[] rows = new int[149];
          Arrays.setAll(rows, i -> Math.min(i, 127));
          yield gaussian(random, 128).select(rows);
        }
      };
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("families")
  void isBuiltSearchedSavedAndRead(String factory, Odd odd) throws IOException {
    Vectors vectors = odd.vectors(TestSeed.random(7));
    Fit fit = Fitting.fit(IndexSpec.parse(factory), vectors);

    for (var similarity : similarities(factory)) {
      try (Index index = built(fit.spec(), vectors, similarity)) {
        Neighbors found = index.search(vectors, K);
        assertMakesSense(found, index.size());

        Path file = folder.resolve("x.index");
        FaissFiles.write(index, file);
        try (Index read = FaissFiles.read(file)) {
          assertThat(read.search(vectors, K).ids()).isEqualTo(found.ids());
          assertThat(read.search(vectors, K).distances()).isEqualTo(found.distances());
        }
      }
    }
  }

  private static List<Similarity> similarities(String factory) {
    return factory.contains("LSH") || factory.contains("IMI") || factory.contains("+")
        ? List.of(Similarity.L2)
        : List.of(Similarity.L2, Similarity.COSINE);
  }

  private static Index built(IndexSpec spec, Vectors vectors, Similarity similarity) {
    spec.validate(D, similarity.metric());
    var tree = similarity.applyTo(spec);
    Index index = IndexFactory.create(D, tree, similarity.metric());
    index.train(vectors);
    if (tree instanceof IndexSpec.IdMap) {
      long[] ids = new long[(int) vectors.size()];
      Arrays.setAll(ids, i -> 1000 - i);
      index.add(vectors, ids);
    } else {
      index.add(vectors);
    }
    return index;
  }

  /// As many as there are, at finite distances, and the rest missing.
  private static void assertMakesSense(Neighbors found, long size) {
    for (int query = 0; query < found.queries(); query++) {
      assertThat(found.found(query)).isBetween(1, (int) Math.min(K, size));
      for (int rank = 0; rank < K; rank++) {
        assertThat(found.distance(query, rank)).isFinite();
        assertThat(found.id(query, rank) >= 0).isEqualTo(rank < found.found(query));
      }
    }
  }

  /// What is nearest to a vector is as near as the vector itself, once all lists are read and all
  /// candidates ranked.
  @ParameterizedTest(name = "{0}")
  @MethodSource("searched")
  void aSearchOfEverythingFindsEverything(String factory) {
    Vectors vectors = Odd.FEWER_THAN_16.vectors(TestSeed.random(8));
    Fit fit = Fitting.fit(IndexSpec.parse(factory), vectors);

    try (Index index = built(fit.spec(), vectors, Similarity.L2)) {
      var options = SearchOptions.defaults();
      for (var parameter : index.parameters()) {
        options = parameter == SearchParameter.NPROBE ? options.nprobe(64) : options;
        options = parameter == SearchParameter.K_FACTOR ? options.kFactor(2) : options;
      }
      Neighbors found = index.search(vectors, 20, options);
      for (int query = 0; query < found.queries(); query++) {
        assertThat(found.found(query)).isEqualTo(15);
        assertThat(found.id(query, 15)).isEqualTo(-1);
      }
    }
  }

  static Stream<String> searched() {
    return SEARCHED.stream();
  }

  /// A codec, which is not searched.
  @ParameterizedTest(name = "Residual64,PQ4 of {0}")
  @EnumSource(Odd.class)
  void codesOfTwoLayersAreMade(Odd odd) {
    Vectors vectors = odd.vectors(TestSeed.random(9));
    var fit = Fitting.fit(IndexSpec.parse("Residual64,PQ4"), vectors);

    try (Index index = built(fit.spec(), vectors, Similarity.L2)) {
      Vectors decoded = index.decode(index.encode(vectors));
      assertThat(decoded.firstNonFinite()).isEmpty();
    }
  }

  private static Vectors gaussian(Random random, int n) {
    float[] values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }
}
