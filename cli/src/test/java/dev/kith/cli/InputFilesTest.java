// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.MalformedFileException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    Files.createDirectories(folder.resolve("a/deep"));
    Files.createDirectory(folder.resolve("empty"));
    npy("a/0_2.npy");
    npy("a/0_10.npy");
    npy("a/.hidden.npy");
    npy("a/声.npy");
    npy("a/deep/x.npy");
    npy("b[1].npy");
    Files.writeString(folder.resolve("a/notes.txt"), "no vectors");
  }

  private void npy(String name) throws IOException {
    TestData.npy(folder.resolve(name), 3, 4, name.length());
  }

  private List<String> files(String... inputs) throws IOException {
    var paths = List.of(inputs).stream().map(input -> folder + "/" + input).toList();
    return InputFiles.files(paths).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  @Test
  void foldersGiveTheirFilesInTheOrderOfCodePoints() throws IOException {
    assertThat(files("a")).containsExactly("a/0_10.npy", "a/0_2.npy", "a/声.npy");
  }

  @Test
  void inputsKeepTheirOrder() throws IOException {
    assertThat(files("a/声.npy", "a", "b[1].npy"))
        .containsExactly("a/声.npy", "a/0_10.npy", "a/0_2.npy", "a/声.npy", "b[1].npy");
  }

  @Test
  void patternsAreResolved() throws IOException {
    assertThat(files("a/0_*.npy")).containsExactly("a/0_10.npy", "a/0_2.npy");
    assertThat(files("a/?_2.npy")).containsExactly("a/0_2.npy");
    assertThat(files("*/*.npy")).containsExactly("a/0_10.npy", "a/0_2.npy", "a/声.npy");
    assertThat(files("**.npy"))
        .contains("a/deep/x.npy", "b[1].npy")
        .doesNotContain("a/.hidden.npy");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> files("empty"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("there is no file .npy, .fvecs or .bvecs in this folder");
    assertThatThrownBy(() -> files("a/z*.npy"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no file matches this pattern");
    assertThatThrownBy(() -> files("none/*.npy"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("there is no such folder");
  }

  @Test
  void mixedWidthsNameBothFiles() throws IOException {
    TestData.npy(folder.resolve("a/wide.npy"), 3, 5, 1);
    assertThatThrownBy(() -> InputFiles.source(List.of(folder + "/a")))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("wide.npy")
        .hasMessageContaining("0_10.npy");
  }

  @Test
  void manyFilesBecomeOneIndex() throws IOException {
    Path index = folder.resolve("x.index");
    var run =
        Run.kith(
            "build",
            folder + "/a",
            folder + "/b[1].npy",
            folder + "/a/d*/*.npy",
            "-f",
            "Flat",
            "-o",
            index,
            "--json");
    assertThat(run.code()).isZero();
    assertThat(run.object().get("n").getAsLong()).isEqualTo(15);
  }

  @Test
  void fewerTrainingVectorsAreTaken() throws IOException {
    Path base = TestData.npy(folder.resolve("base.npy"), 500, 4, 1);
    Path index = folder.resolve("x.index");
    var run = Run.kith("build", base, "-f", "IVF4,Flat", "-o", index, "--train-rows", 200);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("It is trained with 200 vectors.", "of memory");
  }

  @Test
  void tooLittleMemoryIsSaidAtOnce() throws IOException {
    Path base = TestData.npy(folder.resolve("base.npy"), 500, 4, 1);
    Path index = folder.resolve("x.index");
    var run = Run.kith("build", base, "-f", "IVF4,Flat", "-o", index, "--memory", "100M");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("may take 100M; nothing was begun", "SQ8", "--memory");
    assertThat(index).doesNotExist();
  }
}
