// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.factory.IndexFactory;
import dev.kith.internal.index.IvfScalarQuantizerIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Scalar quantizers in files of Faiss: what is found behind them, that they are written as they
/// were read, and what they must not say.
class ScalarQuantizerFilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sq4",
        "sq4u",
        "sq8",
        "sq8_ip",
        "sq8_meanstd",
        "sq8u",
        "sqbf16",
        "sqfp16",
        "pcaw16_sq8",
        "ivf16_sq4",
        "ivf16_sq6_ip",
        "ivf16_sq8",
        "ivf16_sqfp16"
      })
  void searchesFindWhatFaissFindsAndFilesStayTheSame(String name) throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      var expected = Fixtures.expected(name);
      SameNeighbors.check(index.search(Fixtures.queries(), expected.k()), expected);
      FaissFiles.write(index, copy);
    }
    assertThat(Files.mismatch(copy, Fixtures.index(name))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy_IwSQ", "legacy_IvSQ"})
  void oldLayoutsBecomeCurrentOnes(String name) throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      FaissFiles.write(index, copy);
      var expected = Fixtures.expected("ivf16_sq8");
      SameNeighbors.check(index.search(Fixtures.queries(), expected.k()), expected);
    }
    assertThat(Files.mismatch(copy, Fixtures.index("ivf16_sq8"))).isEqualTo(-1);
  }

  /// What is trained and added here is what Faiss trained and added, bit for bit.
  @ParameterizedTest
  @CsvSource({
    "sq4, SQ4, L2",
    "sq8, SQ8, L2",
    "sq8_ip, SQ8, INNER_PRODUCT",
    "sqbf16, SQbf16, L2",
    "ivf16_sq8, 'IVF16,SQ8', L2",
    "ivf16_sq6_ip, 'IVF16,SQ6', INNER_PRODUCT",
    "ivf16_sq4, 'IVF16,SQ4', L2"
  })
  void trainingGivesTheFileOfFaiss(String name, String factory, Metric.Kind metric)
      throws IOException {
    var built = folder.resolve("built.index");
    try (var index = IndexFactory.create(32, factory, Metric.of(metric))) {
      index.train(Fixtures.base(), TinyIndexes.QUIET);
      index.add(Fixtures.base(), TinyIndexes.QUIET);
      if (index instanceof IvfScalarQuantizerIndex lists) {
        lists.setNprobe(4);
      }
      FaissFiles.write(index, built);
    }
    assertThat(Files.mismatch(built, Fixtures.index(name))).isEqualTo(-1);
  }
}
