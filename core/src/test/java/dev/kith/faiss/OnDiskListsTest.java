// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists in a second file, whose name the first one gives.
class OnDiskListsTest {

  private static final String NAME = "ivf16_flat_ondisk";
  private static final String DATA = NAME + ".ivfdata";

  @TempDir Path folder;

  @Test
  void areNotReadUnasked() {
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(Fixtures.index(NAME)))
        .withMessageContaining("a second file, \"" + DATA + "\"")
        .withMessageContaining("ReadOptions.allowListFiles");
  }

  @Test
  void areReadWithConsentAndWrittenIntoTheIndex() throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(Fixtures.index(NAME), allowed(Fixtures.path(DATA)))) {
      var expected = Fixtures.expected(NAME);
      SameNeighbors.check(index.search(Fixtures.queries(), expected.k()), expected);
      FaissFiles.write(index, copy);
    }
    assertThat(Files.mismatch(copy, Fixtures.index("ivf16_flat"))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/", "../../../", "C:\\data\\"})
  void onlyTheLastPartOfTheNameCounts(String before) throws IOException {
    Files.copy(Fixtures.path(DATA), folder.resolve("ondisk.ivfdata"));
    var index = renamed(before + "ondisk.ivfdata");
    try (var read = FaissFiles.read(index, allowed(index))) {
      assertThat(read.size()).isEqualTo(1200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "data/", "a/..", "nul\u0000"})
  void namesOfNoFileAreRefused(String name) throws IOException {
    var index = renamed(name);
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(index, allowed(index)))
        .withMessageContaining("a name for the file of the lists");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    var index = renamed("lost.ivfdata");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> FaissFiles.read(index, allowed(index)))
        .withMessageContaining("lost.ivfdata");
  }

  @Test
  void aShortFileIsRefused() throws IOException {
    Files.write(folder.resolve("short.ivfdata"), new byte[1000]);
    var index = renamed("short.ivfdata");
    assertThatIOException()
        .isThrownBy(() -> FaissFiles.read(index, allowed(index)))
        .isInstanceOf(FaissFormatException.class)
        .withMessageContaining("short.ivfdata, byte 1000")
        .withMessageContaining("524288 bytes");
  }

  private static ReadOptions allowed(Path sibling) {
    return ReadOptions.defaults().allowListFiles(sibling.resolveSibling(""));
  }

  /// The index with another name for its second file.
  private Path renamed(String name) throws IOException {
    var old = DATA.getBytes(StandardCharsets.UTF_8);
    var bytes = Files.readAllBytes(Fixtures.index(NAME));
    int at = bytes.length - Long.BYTES - old.length;
    var changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, at - Long.BYTES);
    var output = new IndexOutput(changed);
    var letters = name.getBytes(StandardCharsets.UTF_8);
    output.i64(letters.length);
    for (byte letter : letters) {
      output.u8(letter);
    }
    output.flush();
    changed.write(bytes, bytes.length - Long.BYTES, Long.BYTES);
    return Files.write(folder.resolve("changed.index"), changed.toByteArray());
  }
}
