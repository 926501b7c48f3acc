// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.MalformedFileException;
import dev.kith.io.NonFiniteException;
import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureFolderTest {

  @TempDir Path experiment;
  private Path features;

  @BeforeEach
  void makeFolder() throws IOException {
    features = Files.createDirectory(experiment.resolve("3_feature256"));
  }

  @Test
  void joinsFilesInTheOrderOfTheirNames() throws IOException {
    write("0_2.npy", 256, 3, 3);
    write("0_10.npy", 256, 10);
    write("0_1.npy", 256, 1);
    Files.writeString(features.resolve("notes.txt"), "no features");
    Files.writeString(features.resolve("._0_1.npy"), "left by a file manager");

    var folder = FeatureFolder.find(experiment);
    var all = all(folder);

    assertThat(folder.version()).isEqualTo(RvcVersion.V1);
    assertThat(folder.name()).isEqualTo(experiment.getFileName().toString());
    assertThat(folder.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("0_1.npy", "0_10.npy", "0_2.npy");
    assertThat(all.size()).isEqualTo(4);
    assertThat(all.get(0, 255)).isEqualTo(1);
    assertThat(all.get(1, 0)).isEqualTo(10);
    assertThat(all.get(3, 255)).isEqualTo(3);
  }

  /// UTF-16 has U+1F600 before U+FF5E, Python has it after.
  @Test
  void sortsByCodePoints() throws IOException {
    write("\ud83d\ude00.npy", 256, 1);
    write("\uff5e.npy", 256, 2);
    write("Z.npy", 256, 3);
    write("a.npy", 256, 4);
    assertThat(FeatureFolder.find(experiment).files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("Z.npy", "a.npy", "\uff5e.npy", "\ud83d\ude00.npy");
  }

  @Test
  void theFeatureFolderItselfWillDo() throws IOException {
    write("a.npy", 256, 1);
    var folder = FeatureFolder.find(features);
    assertThat(folder.name()).isEqualTo(experiment.getFileName().toString());
    assertThat(folder.open().size()).isEqualTo(1);
  }

  @Test
  void convertsDoublesAndHalves() throws IOException {
    write("a.npy", 256, 1);
    var halves = ByteBuffer.allocate(2 * 256).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 256; i++) {
      halves.putShort(Float.floatToFloat16(i));
    }
    raw("b.npy", "<f2", halves.array());
    var doubles = ByteBuffer.allocate(8 * 256).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 256; i++) {
      doubles.putDouble(-i);
    }
    raw("c.npy", "<f8", doubles.array());

    var all = all(FeatureFolder.find(experiment));

    assertThat(all.get(1, 200)).isEqualTo(200);
    assertThat(all.get(2, 200)).isEqualTo(-200);
  }

  @Test
  void missingFoldersAreNamed() throws IOException {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment.resolve("none")))
        .withMessageContaining("none: there is no such folder");
    Files.delete(features);
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment))
        .withMessageContaining("there is no folder 3_feature256 (v1) or 3_feature768 (v2) in it");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment, RvcVersion.V2))
        .withMessageContaining("3_feature768: there is no such folder; features of v2");
    var file = Files.createFile(experiment.resolve("file"));
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> FeatureFolder.find(file))
        .withMessageContaining("is a file and not a folder");
  }

  @Test
  void anEmptyFolderIsNamed() throws IOException {
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment))
        .withMessageContaining("there is no .npy file in it; extract features first");
    write("a.npy", 256);
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment).open())
        .withMessageContaining("neither it nor any other file has a frame");
  }

  @Test
  void bothVersionsNeedAChoice() throws IOException {
    write("a.npy", 256, 1);
    features = Files.createDirectory(experiment.resolve("3_feature768"));
    write("a.npy", 768, 1, 2);
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment))
        .withMessageContaining("say which version is meant");
    assertThat(FeatureFolder.find(experiment, RvcVersion.V2).open().size()).isEqualTo(2);
  }

  @Test
  void mixedWidthsNameBothFiles() throws IOException {
    write("a.npy", 256, 1);
    write("b.npy", 768, 1);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment).open())
        .withMessageContaining("b.npy: expected vectors of 256 components, as in ");
  }

  @Test
  void theWidthOfAnotherVersionIsNamed() throws IOException {
    write("a.npy", 768, 1);
    write("b.npy", 768, 1);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment).open())
        .withMessageContaining("expected frames of 256 components, the width of v1, found 768");
  }

  @Test
  void aCutFileIsNamed() throws IOException {
    write("a.npy", 256, 1);
    var cut = write("b.npy", 256, 1, 2, 3);
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 128 + 2 * 1024 + 5));
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> FeatureFolder.find(experiment).open())
        .withMessageContaining("b.npy")
        .withMessageContaining("has 2 of 3 rows complete");
  }

  @Test
  void nanIsNamedWithFileAndRow() throws IOException {
    write("a.npy", 256, 1, 1);
    write("b.npy", 256, 1, Float.NaN);
    var folder = FeatureFolder.find(experiment);
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> Npy.write(experiment.resolve("all.npy"), folder.open()))
        .withMessageContaining("b.npy")
        .withMessageContaining("NaN in row 1")
        .satisfies(e -> assertThat(e.row()).isEqualTo(1));
  }

  private static Vectors all(FeatureFolder folder) throws IOException {
    var source = folder.open();
    var all = Vectors.allocate(source.size(), source.dimension());
    source.read(0, all);
    return all;
  }

  /// Writes one frame a value, which all components have.
  private Path write(String name, int width, float... values) throws IOException {
    var all = new float[values.length * width];
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(all, i * width, (i + 1) * width, values[i]);
    }
    var file = features.resolve(name);
    Npy.write(file, all, values.length, width);
    return file;
  }

  /// Writes one frame of 256 numbers of any type.
  private void raw(String name, String type, byte[] numbers) throws IOException {
    var file = write(name, 256);
    var header =
        Files.readString(file, StandardCharsets.ISO_8859_1)
            .replace("<f4", type)
            .replace("(0, 256)", "(1, 256)");
    try (var out = Files.newOutputStream(file)) {
      out.write(header.getBytes(StandardCharsets.ISO_8859_1));
      out.write(numbers);
    }
  }
}
