// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {

  @TempDir Path folder;

  @Test
  void newAndOldFilesAreFine() throws IOException {
    Path old = Files.writeString(folder.resolve("old"), "old");
    assertThatCode(() -> OutputFiles.check(folder.resolve("new"), old)).doesNotThrowAnyException();
    assertThatCode(() -> OutputFiles.check(old)).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> OutputFiles.check(folder.resolve("none").resolve("x")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> OutputFiles.check(file.resolve("x")))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> OutputFiles.check(folder)).hasMessageContaining("is a folder");
  }

  @Test
  void refusesToOverwriteAnInput() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path same = folder.resolve("..").resolve(folder.getFileName()).resolve("file");
    assertThatThrownBy(() -> OutputFiles.check(same, file))
        .hasMessageContaining("both input and output");
  }
}
