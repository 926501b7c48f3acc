// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.Parallelism;
import dev.kith.index.DirectMapType;
import dev.kith.index.IvfIndex;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files written by Faiss: what is found in them, and that they are written as they were read.
class FixturesTest {

  @TempDir Path folder;

  /// Without product codes alone, which [ProductFilesTest] searches and writes again.
  static Stream<String> searched() {
    return Stream.of(
        "flat_ip",
        "flat_l1",
        "flat_l2",
        "flat_linf",
        "flat_lp3",
        "idmap2_flat",
        "idmap_flat",
        "ivf16_flat",
        "ivf16_flat_dmarray",
        "ivf16_flat_dmhash",
        "ivf16_flat_ip",
        "imi2x4_flat",
        "imi2x4_pq8",
        "ivf16_flatdedup",
        "ivf64_flat_sparse",
        "l2norm_flat_ip",
        "opq8_32_ivf16_pq8",
        "pq8x4fs_rflat_ip");
  }

  /// And those in which there is nothing to find.
  static Stream<String> stored() {
    return Stream.concat(searched(), Stream.of("flat_empty", "residual16_pq8"));
  }

  @ParameterizedTest
  @MethodSource("searched")
  void searchesFindWhatFaissFinds(String name) throws IOException {
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      var expected = Fixtures.expected(name);
      SameNeighbors.check(index.search(Fixtures.queries(), expected.k()), expected);
    }
  }

  @ParameterizedTest
  @MethodSource("stored")
  void filesStayTheSame(String name) throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      FaissFiles.write(index, copy);
    }
    assertThat(Files.mismatch(copy, Fixtures.index(name))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy_IvFL", "legacy_IvFl_lower"})
  void oldLayoutsBecomeCurrentOnes(String name) throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      FaissFiles.write(index, copy);
      var expected = Fixtures.expected("ivf16_flat");
      SameNeighbors.check(index.search(Fixtures.queries(), expected.k()), expected);
    }
    assertThat(Files.mismatch(copy, Fixtures.index("ivf16_flat"))).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "flat_l2, 0",
    "ivf16_flat, 0",
    "ivf16_flat_dmarray, 0",
    "legacy_IvFL, 0",
  })
  void vectorsAreWhatWasAdded(String name, long first) throws IOException {
    var base = Fixtures.base();
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      assertThat(index.size()).isEqualTo(base.size());
      assertThat(index.reconstruct(first, base.size()).segment().mismatch(base.segment()))
          .isEqualTo(-1);
      assertThat(index.reconstruct(first + 700)).containsExactly(base.row(700));
    }
  }

  @Test
  void idsOfOnesOwnAreFound() throws IOException {
    try (var index = FaissFiles.read(Fixtures.index("ivf16_flat_dmhash"))) {
      assertThat(((IvfIndex) index).directMap()).isEqualTo(DirectMapType.HASH);
      assertThat(index.reconstruct(100003 + 7 * 42)).containsExactly(Fixtures.base().row(42));
    }
    try (var index = FaissFiles.read(Fixtures.index("idmap2_flat"))) {
      long id = Fixtures.expected("idmap2_flat").id(0, 0);
      var nearest = index.search(Fixtures.queries(), 1);
      assertThat(nearest.id(0, 0)).isEqualTo(id);
      assertThat(index.reconstruct(id)).hasSize(32);
    }
  }

  @Test
  void codesOfTwoLayersAreDecodedAndNotSearched() throws IOException {
    try (var index = FaissFiles.read(Fixtures.index("residual16_pq8"))) {
      var base = Fixtures.base();
      assertThat(index.codeSize()).isEqualTo(1 + 8);
      var decoded = index.decode(index.encode(base, Parallelism.of(2)));
      assertThat(decoded.segment().mismatch(index.reconstruct(0, 1200).segment())).isEqualTo(-1);
      assertThat(relativeError(base, decoded)).isLessThan(0.2);
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> index.search(Fixtures.queries(), 1))
          .withMessageStartingWith("Residual16,PQ8 is a codec");
    }
  }

  private static double relativeError(Vectors vectors, Vectors decoded) {
    double lost = 0;
    double all = 0;
    for (long row = 0; row < vectors.size(); row++) {
      for (int i = 0; i < vectors.dimension(); i++) {
        double x = vectors.get(row, i);
        lost += Math.pow(x - decoded.get(row, i), 2);
        all += x * x;
      }
    }
    return lost / all;
  }

  @Test
  void settingsAreThoseOfTheFile() throws IOException {
    try (var index = (IvfIndex) FaissFiles.read(Fixtures.index("ivf16_flat_ip"))) {
      assertThat(index.listCount()).isEqualTo(16);
      assertThat(index.nprobe()).isEqualTo(4);
      assertThat(index.metric()).isEqualTo(Metric.INNER_PRODUCT);
      assertThat(index.isTrained()).isTrue();
    }
    try (var index = FaissFiles.read(Fixtures.index("flat_lp3"))) {
      assertThat(index.metric()).isEqualTo(Metric.lp(3));
    }
  }
}
