// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.MalformedFileException;
import dev.kith.internal.file.FileKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakenFileTest {

  @TempDir Path folder;

  @Test
  void archivesAreNamed() {
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Npy.read(Samples.path("archive.npz")))
        .withMessageContaining("a zip archive (.npz, PyTorch); save each array");
  }

  @Test
  void compressedFilesAreNamed() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(1);
    }
    assertThat(FileKind.describe(bytes.toByteArray())).contains("gunzip");
  }

  @ParameterizedTest
  @CsvSource({
    "'', an empty file",
    "'version https://git-lfs.github.com/spec/v1', git lfs pull",
    "'\n<!DOCTYPE html><html>', a web page",
    "'<HTML>', a web page",
    "'IxF2\u0000\u0001\u0000\u0000rest', a Faiss index (IxF2); open it as an index",
    "'IxF2\u0000\u0000\u0000\u0000rest', bytes 49 78 46 32 00 00 00 00 of no kind",
    "'\u0080\u0004\u0095', a Python pickle",
    "'\u0080\u0002\u0000\u0000', bytes 80 02 00 00 of no kind",
    "'hello', bytes 68 65 6c 6c 6f of no kind",
    "'RIFF', a sound file"
  })
  void otherFilesAreNamed(String content, String message) throws IOException {
    var file = folder.resolve("file.npy");
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Npy.read(file))
        .withMessageContaining("file.npy, byte 0: expected a .npy file")
        .withMessageContaining(message);
  }
}
