// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.faiss.FaissFiles;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.testing.TestSeed;
import dev.kith.transform.VectorTransform;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Indexes behind transforms, built from strings.
class TransformChainTest {

  private static final int D = 64;
  private static final Vectors BASE = vectors(700, 1);
  private static final Vectors QUERIES = vectors(17, 2);

  private static Vectors vectors(int n, int salt) {
    var random = TestSeed.random(salt);
    float[] values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((1 + i % D % 9) * random.nextGaussian() + i % D % 5);
    }
    return Vectors.of(values, D);
  }

  private static Index filled(String factory, BuildOptions options) {
    var index = IndexFactory.create(D, factory, Metric.L2);
    index.train(BASE, options);
    index.add(BASE, options);
    return index;
  }

  private static Vectors transform(Index index, Vectors vectors) {
    var transformed = vectors;
    for (var transform : ((PreTransformIndex) index).chain()) {
      transformed = transform.apply(transformed);
    }
    return transformed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PCA16,Flat",
        "PCAR16,Flat",
        "PCAW16,Flat",
        "PCAWR16,Flat",
        "PCA48,RR48,L2norm,IVF16,Flat",
        "Pad80,Flat",
        "Pad40,Flat",
        "RR,Flat",
        "RR24,Flat",
        "RR100,IVF4,Flat",
        "HR,Flat",
        "HR777,Flat",
        "OPQ8,Flat",
        "OPQ8_32,IVF4,Flat",
        "OPQ4_80,Flat",
        "ITQ,Flat",
        "ITQ16,Flat",
        "L2norm,PCA32,ITQ,IVF4,Flat"
      })
  void searchesCompareTransformedVectors(String factory) {
    try (var index = filled(factory, BuildOptions.defaults());
        var plain = IndexFactory.create(transform(index, BASE).dimension(), "Flat", Metric.L2)) {
      plain.add(transform(index, BASE));
      var options =
          factory.contains("IVF") ? SearchOptions.defaults().nprobe(16) : SearchOptions.defaults();

      var found = index.search(QUERIES, 5, options);

      var expected = plain.search(transform(index, QUERIES), 5);
      for (int query = 0; query < 17; query++) {
        for (int rank = 0; rank < 5; rank++) {
          assertThat(found.id(query, rank)).isEqualTo(expected.id(query, rank));
          assertThat(found.distance(query, rank)).isEqualTo(expected.distance(query, rank));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PCA16,Flat | PCA16",
        "PCAWR16,Flat | PCAWR16",
        "PCA48,RR48,L2norm,IVF16,Flat | PCA48,RR48,L2norm",
        "Pad80,Flat | Pad80",
        "Pad40,Flat | Pad64",
        "RR,Flat | RR64",
        "HR,Flat | HR",
        "HR777,Flat | HR777",
        "ITQ,Flat | ITQ",
        "ITQ16,Flat | ITQ16"
      })
  void transformsAreNamedAsInTheString(String factory, String names) {
    try (var index = IndexFactory.create(D, factory, Metric.L2)) {
      assertThat(
              ((PreTransformIndex) index)
                  .chain().stream().map(VectorTransform::name).collect(Collectors.joining(",")))
          .isEqualTo(names);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PCA64,Flat", "PCAR64,Flat", "RR,Flat", "RR100,Flat", "HR,Flat", "Pad80,Flat"})
  void vectorsComeBack(String factory) {
    try (var index = filled(factory, BuildOptions.defaults())) {
      var reversed = index.reconstruct(0, BASE.size());

      for (int i = 0; i < D; i++) {
        assertThat(reversed.get(600, i)).isCloseTo(BASE.get(600, i), within(1e-4f));
        assertThat(index.reconstruct(600)[i]).isEqualTo(reversed.get(600, i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PCAW16,Flat", "ITQ,Flat"})
  void orASentenceSaysWhyNot(String factory) {
    try (var index = filled(factory, BuildOptions.defaults())) {
      assertThatThrownBy(() -> index.reconstruct(3))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("cannot be undone");
    }
  }

  @Test
  void thatThereIsTooMuchToKeepShowsInTraining() {
    try (var index = IndexFactory.create(D, "PCA65,Flat", Metric.L2)) {
      assertThatThrownBy(() -> index.train(BASE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("keep at most 64");
      assertThat(index.isTrained()).isFalse();
    }
  }

  @Test
  void onlyEqualTransformsCanBeMerged() {
    try (var index = filled("PCA16,Flat", BuildOptions.defaults());
        var twin = filled("PCA16,Flat", BuildOptions.defaults());
        var other = IndexFactory.create(D, "PCA16,Flat", Metric.L2)) {
      other.train(QUERIES);
      index.merge(twin, 0);
      assertThat(index.size()).isEqualTo(1400);
      assertThatThrownBy(() -> index.merge(other, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the transforms differ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PCAWR16,IVF4,Flat", "ITQ16,Flat", "RR24,Flat"})
  void theSameSeedGivesTheSameBytesAtAnyNumberOfThreads(String factory, @TempDir Path folder)
      throws IOException {
    var one = folder.resolve("one.index");
    var three = folder.resolve("three.index");
    var other = folder.resolve("other.index");
    write(factory, BuildOptions.defaults().threads(1), one);
    write(factory, BuildOptions.defaults().threads(3), three);
    write(factory, BuildOptions.defaults().threads(1).seed(99), other);

    assertThat(Files.mismatch(one, three)).isEqualTo(-1);
    assertThat(Files.mismatch(one, other)).isNotEqualTo(-1);
  }

  private static void write(String factory, BuildOptions options, Path file) throws IOException {
    try (var index = filled(factory, options)) {
      FaissFiles.write(index, file);
    }
  }
}
