// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.factory.IndexFactory;
import dev.kith.internal.index.IvfScalarQuantizerIndex;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

  private static byte[] flat() throws IOException {
    return ScalarFiles.filled(ScalarType.BITS6);
  }

  private static byte[] lists() throws IOException {
    return ScalarFiles.inLists(ScalarType.BITS6);
  }

  /// Fields of the quantizer: qtype at 37, rangestat, rangestat_arg, d, code_size, bounds, codes.
  @ParameterizedTest
  @CsvSource({
    "37, 4, 27, 37, 'a type of scalar quantizer (qtype): 0 8bit, 1 4bit,'",
    "37, 4, -1, 37, 'found -1'",
    "37, 4, 13, 37, 'found 13 4bit_tqmse, which this version cannot read'",
    "37, 4, 26, 37, 'found 26 8bit_eden, which this version cannot read'",
    "37, 4, 4, 57, 'a code_size of 4, as fp16 codes of dimension 2 have, found 2'",
    "41, 4, 4, 41, 'a range statistic: 0 minmax, 1 meanstd, 2 quantiles, 3 optim, found 4'",
    "49, 8, 3, 49, 'a dimension of 2, as the index has, found 3'",
    "57, 8, 1, 57, 'a code_size of 2, as 6bit codes of dimension 2 have, found 1'",
    "65, 8, 3, 65, '4 bounds of components for a trained 6bit quantizer, found 3'",
    "73, 4, 0x7fc00000, 65, 'finite bounds of components'",
    "32, 1, 0, 65, '0 bounds of components for an untrained 6bit quantizer, found 4'",
    "8, 8, 6, 89, 'ntotal * code_size (6 * 2) bytes of codes, found 10'",
    "89, 8, 9, 89, 'ntotal * code_size (5 * 2) bytes of codes, found 9'"
  })
  void contradictionsAreRefused(int at, int bytes, long value, int position, String message)
      throws IOException {
    refused(patched(flat(), at, bytes, value), position, message);
  }

  @Test
  void theSizeOfCodesInListsIsThatOfTheQuantizer() throws IOException {
    var content = lists();
    int lists = new String(content, StandardCharsets.ISO_8859_1).indexOf("ilar");
    int codeSize = lists - 1 - Long.BYTES;
    refused(patched(content, codeSize, Long.BYTES, 3), codeSize, "a code_size of 2, as 6bit codes");
    refused(
        patched(lists(), lists - 1, 1, 2), lists - 1, "0 or 1 for whether codes are of residuals");
  }

  @Test
  void codesThatNeedNoTrainingAreTrained() throws IOException {
    var content = TinyIndexes.file(ScalarFiles.flat(ScalarType.FP16));
    refused(patched(content, 32, 1, 0), 32, "true (is_trained) for fp16 codes");
  }

  private static byte[] patched(byte[] content, int at, int bytes, long value) {
    var little = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    switch (bytes) {
      case 1 -> little.put(at, (byte) value);
      case 4 -> little.putInt(at, (int) value);
      default -> little.putLong(at, value);
    }
    return content;
  }

  private void refused(byte[] content, int position, String message) throws IOException {
    var file = Files.write(folder.resolve("wrong.index"), content);
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file))
        .withMessageContaining(message)
        .matches(e -> e.position() == position, "position " + position);
  }
}
