// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.vector.Vectors;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written must be, byte for byte, what numpy.save writes.
class NpyWriteTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"f4_little_c", "no_rows", "random_f2_as_f4", "mute_3_feature256"})
  void vectorsAreWrittenAsNumpyDoes(String name) throws IOException {
    var sample = Samples.path(name + ".npy");
    var written = folder.resolve("written.npy");
    Npy.write(written, Npy.read(sample));
    assertThat(written).hasSameBinaryContentAs(sample);
  }

  @Test
  void floatsAreWrittenAsNumpyDoes() throws IOException {
    var values = new float[35];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 0.5f;
    }
    var written = folder.resolve("written.npy");
    Npy.write(written, values, 7, 5);
    assertThat(written).hasSameBinaryContentAs(Samples.path("f4_little_c.npy"));
  }

  @Test
  void idsAreWrittenAsNumpyDoes() throws IOException {
    var values = new long[35];
    Arrays.setAll(values, i -> i - 9);
    var written = folder.resolve("written.npy");
    Npy.write(written, values, 7, 5);
    assertThat(written).hasSameBinaryContentAs(Samples.path("i8_little_c.npy"));
  }

  @Test
  void blocksLargerThanTheBufferComeBack() throws IOException {
    var vectors = Vectors.allocate(1001, 77);
    for (int i = 0; i < 1001; i++) {
      for (int j = 0; j < 77; j++) {
        vectors.segment().setAtIndex(ValueLayout.JAVA_FLOAT, i * 77L + j, i - j);
      }
    }
    var file = folder.resolve("large.npy");
    Npy.write(file, vectors);
    assertThat(Npy.read(file).segment().mismatch(vectors.segment())).isEqualTo(-1);
    assertThat(Files.size(file)).isEqualTo(128 + 4 * 1001 * 77);

    var ids = new long[20_001];
    Arrays.setAll(ids, i -> i * 1_000_000_007L);
    Npy.write(file, ids, ids.length, 1);
    assertThat(Npy.readLongs(file)).isEqualTo(ids);
  }

  @Test
  void theUsersDigitsStayOutOfTheHeader() throws IOException {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      var written = folder.resolve("written.npy");
      Npy.write(written, Npy.read(Samples.path("f4_little_c.npy")));
      assertThat(written).hasSameBinaryContentAs(Samples.path("f4_little_c.npy"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesAWrongCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Npy.write(folder.resolve("a.npy"), new float[7], 2, 3))
        .withMessage("7 values are not 2 rows of 3");
    assertThat(folder).isEmptyDirectory();
  }
}
