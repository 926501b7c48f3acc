// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of packed codes written by Faiss: the sums are whole numbers, so ids are those of Faiss
/// one by one, ties and all, and distances are off by nothing but their last rounding.
class FastScanFilesTest {

  /// Coarse distances come from a matrix product, whose last bits depend on the processor.
  private static final float RELATIVE = 3e-6f;

  @TempDir Path folder;

  /// With blocks of 64, Faiss 1.7.3 writes files and cannot search them; the results are those of
  /// the same codes in blocks of 32.
  @ParameterizedTest
  @CsvSource({
    "ivf16_pq8x4fs, ivf16_pq8x4fs",
    "ivf16_pq8x4fs_bbs64, ivf16_pq8x4fs",
    "ivf16_pq8x4fs_ip, ivf16_pq8x4fs_ip",
    "ivf16_pq8x4fsr, ivf16_pq8x4fsr",
    "ivf16_pq8x4fsr_ip, ivf16_pq8x4fsr_ip",
    "opq8_16_pq8x4fs, opq8_16_pq8x4fs",
    "pca28_pq7x4fs, pca28_pq7x4fs",
    "pq8x4fs_ip, pq8x4fs_ip",
  })
  void searchesFindExactlyWhatFaissFinds(String name, String results) throws IOException {
    var expected = Fixtures.expected(results);
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      var found = index.search(Fixtures.queries(), expected.k());
      assertThat(found.ids()).isEqualTo(expected.ids());
      for (int i = 0; i < found.distances().length; i++) {
        float distance = expected.distances()[i];
        assertThat(found.distances()[i])
            .as("distance %d", i)
            .isCloseTo(distance, Offset.offset(Math.abs(distance) * RELATIVE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ivf16_pq8x4fs",
        "ivf16_pq8x4fs_bbs64",
        "ivf16_pq8x4fs_ip",
        "ivf16_pq8x4fsr",
        "ivf16_pq8x4fsr_ip",
        "opq8_16_pq8x4fs",
        "pca28_pq7x4fs",
        "pq8x4fs_bbs64",
        "pq8x4fs_ip",
      })
  void filesStayTheSame(String name) throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      FaissFiles.write(index, copy);
    }
    assertThat(Files.mismatch(copy, Fixtures.index(name))).isEqualTo(-1);
  }
}
