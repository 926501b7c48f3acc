// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.MalformedFileException;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VecsFilesTest {

  @TempDir Path folder;

  @Test
  void floatsAreLaidOutRowByRow() throws IOException {
    var file = folder.resolve("a.fvecs");
    VecsFiles.writeFvecs(file, Vectors.of(new float[][] {{1, 2}, {-3, 0.5f}}));
    assertThat(file)
        .hasBinaryContent(
            bytes(
                2, 0, 0, 0, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 2, 0, 0, 0, 0, 0, 0x40, 0xc0, 0, 0, 0,
                0x3f));

    var vectors = VecsFiles.readFvecs(file);

    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.row(0)).containsExactly(1, 2);
    assertThat(vectors.row(1)).containsExactly(-3, 0.5f);
  }

  @Test
  void bytesAreUnsigned() throws IOException {
    var file = write("a.bvecs", 3, 0, 0, 0, 0, 127, 255, 3, 0, 0, 0, 1, 128, 2);
    var vectors = VecsFiles.readBvecs(file);
    assertThat(vectors.row(0)).containsExactly(0, 127, 255);
    assertThat(vectors.row(1)).containsExactly(1, 128, 2);
  }

  @Test
  void neighboursComeBack() throws IOException {
    int[][] rows = {{5, -1, Integer.MAX_VALUE}, {0, 256, 65_536}};
    var file = folder.resolve("a.ivecs");
    VecsFiles.writeIvecs(file, rows);
    assertThat(Files.size(file)).isEqualTo(2 * 16);
    assertThat(VecsFiles.readIvecs(file)).isDeepEqualTo(rows);
  }

  @Test
  void cutRowsAreCounted() throws IOException {
    var whole = folder.resolve("whole.fvecs");
    VecsFiles.writeFvecs(whole, Vectors.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}));
    var bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length++) {
      var cut = Files.write(folder.resolve("cut.fvecs"), Arrays.copyOf(bytes, length));
      if (length > 0 && length % 12 == 0) {
        assertThat(VecsFiles.readFvecs(cut).size()).isEqualTo(length / 12);
      } else {
        assertThatExceptionOfType(MalformedFileException.class)
            .isThrownBy(() -> VecsFiles.readFvecs(cut));
      }
    }
    var cut = Files.write(folder.resolve("cut.fvecs"), Arrays.copyOf(bytes, 31));
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> VecsFiles.readFvecs(cut))
        .withMessageContaining("byte 24: expected whole rows of 12 bytes (2 values of 4)")
        .withMessageContaining("found 7 bytes after 2 complete rows");
  }

  @Test
  void rowsOfOtherLengthsAreRefused() throws IOException {
    var file = write("a.bvecs", 2, 0, 0, 0, 7, 7, 1, 0, 0, 0, 7, 7);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> VecsFiles.readBvecs(file))
        .withMessageContaining("byte 6: expected the dimension 2 again")
        .withMessageContaining("found 1 in row 1");
  }

  @Test
  void otherKindsOfFilesAreNamed() {
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> VecsFiles.readFvecs(Samples.path("f4_little_c.npy")))
        .withMessageContaining("a NumPy array; read it as .npy");
  }

  @Test
  void negativeAndZeroDimensionsAreRefused() throws IOException {
    var zero = write("a.fvecs", 0, 0, 0, 0);
    var negative = write("b.fvecs", 255, 255, 255, 255);
    for (var file : new Path[] {zero, negative}) {
      assertThatExceptionOfType(MalformedFileException.class)
          .isThrownBy(() -> VecsFiles.readFvecs(file))
          .withMessageContaining("byte 0: expected the dimension of the first row, 1 to 1048576");
    }
  }

  @Test
  void nanIsNamedWithRowAndPlace() throws IOException {
    var file = folder.resolve("a.fvecs");
    VecsFiles.writeFvecs(file, Vectors.of(new float[][] {{1, 2}, {3, Float.NaN}}));
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> VecsFiles.readFvecs(file))
        .satisfies(e -> assertThat(e.row()).isEqualTo(1))
        .satisfies(e -> assertThat(e.position()).isEqualTo(20));
    assertThat(VecsFiles.readFvecs(file, ReadOption.ALLOW_NON_FINITE).get(1, 1)).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VecsFiles.readFvecs(file, ReadOption.TRANSPOSED));
  }

  @Test
  void unevenRowsAreNotWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VecsFiles.writeIvecs(folder.resolve("a"), new int[][] {{1, 2}, {3}}))
        .withMessageContaining("row 1 has 1 numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VecsFiles.writeIvecs(folder.resolve("a"), new int[0][]))
        .withMessageContaining("write at least 1 row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VecsFiles.writeFvecs(folder.resolve("a"), Vectors.allocate(0, 3)))
        .withMessageContaining("0 rows of 3 values");
    assertThat(folder).isEmptyDirectory();
  }

  private Path write(String name, int... values) throws IOException {
    return Files.write(folder.resolve(name), bytes(values));
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
