// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.factory.IndexFactory;
import dev.kith.internal.index.LshIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Locality-sensitive hashing in files of Faiss: what is found behind it, and that it is written as
/// it was read.
class LshFilesTest {

  @TempDir Path folder;

  /// Distances are whole numbers, and ties are settled by id: everything is the same.
  @ParameterizedTest
  @ValueSource(strings = {"lsh", "lsh40", "lsh64", "itq16_lsh"})
  void searchesFindWhatFaissFindsAndFilesStayTheSame(String name) throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      var expected = Fixtures.expected(name);
      var found = index.search(Fixtures.queries(), expected.k());
      assertThat(found.distances()).containsExactly(expected.distances());
      assertThat(found.ids()).containsExactly(expected.ids());
      FaissFiles.write(index, copy);
    }
    assertThat(Files.mismatch(copy, Fixtures.index(name))).isEqualTo(-1);
  }

  @Test
  void theOldLayoutBecomesTheCurrentOne() throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index("legacy_IxHE"))) {
      FaissFiles.write(index, copy);
    }
    assertThat(Files.mismatch(copy, Fixtures.index("lsh64"))).isEqualTo(-1);
  }

  /// The rotation is drawn from the same seed, but may differ in the last bits: its decomposition
  /// is another one. So may thresholds, and a bit where a component is next to its threshold.
  @ParameterizedTest
  @CsvSource({"lsh, LSH", "lsh40, LSH40rt", "lsh64, LSH64r"})
  void trainingGivesTheBitsOfFaiss(String name, String factory) throws IOException {
    try (var built = (LshIndex) IndexFactory.create(32, factory, Metric.L2);
        var read = (LshIndex) FaissFiles.read(Fixtures.index(name))) {
      built.train(Fixtures.base(), TinyIndexes.QUIET);
      built.add(Fixtures.base(), TinyIndexes.QUIET);
      assertThat(built.rotates()).isEqualTo(read.rotates());
      assertThat(built.bits().learns()).isEqualTo(read.bits().learns());
      assertThat(differentBits(built, read)).isLessThan(3);
    }
  }

  private static long differentBits(LshIndex one, LshIndex other) throws IOException {
    byte[] codes = one.encode(Fixtures.base()).segment().toArray(ValueLayout.JAVA_BYTE);
    byte[] others = other.encode(Fixtures.base()).segment().toArray(ValueLayout.JAVA_BYTE);
    long different = 0;
    for (int i = 0; i < codes.length; i++) {
      different += Integer.bitCount((codes[i] ^ others[i]) & 0xff);
    }
    return different;
  }

  /// nbits at 37, rotate_data, train_thresholds, thresholds, code_size at 87, rotation, codes.
  @ParameterizedTest
  @CsvSource({
    "33, 4, 0, 33, 'the metric l2, as bits are compared by no other, found INNER_PRODUCT'",
    "37, 4, 0, 37, 'a number of bits (nbits) of at least 1, found 0'",
    "37, 4, 8, 43, '8 thresholds, found 9'",
    "41, 1, 0, 41, 'a rotation (rotate_data), as 2 components cannot make 9 bits (nbits), found none'",
    "42, 1, 0, 43, '0 thresholds, found 9'",
    "32, 1, 0, 43, '0 thresholds, found 9'",
    "51, 4, 0x7f800000, 43, 'finite thresholds'",
    "87, 4, 1, 87, 'a code_size of 2 bytes for 9 bits, found 1'",
    "91, 4, 0, 91, 'the rotation of a type that is read here (rrot)'",
    "8, 8, 4, 193, 'ntotal * code_size (4 * 2) bytes of codes, found 10'"
  })
  void contradictionsAreRefused(int at, int bytes, long value, int position, String message)
      throws IOException {
    var content = TinyIndexes.file(TinyIndexes.filled(TinyIndexes.built("LSH9rt")));
    var little = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    switch (bytes) {
      case 1 -> little.put(at, (byte) value);
      case 4 -> little.putInt(at, (int) value);
      default -> little.putLong(at, value);
    }
    var file = Files.write(folder.resolve("wrong.index"), content);
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file))
        .withMessageContaining(message)
        .matches(e -> e.position() == position, "position " + position);
  }
}
