// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.MalformedFileException;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReadTest {

  @TempDir Path folder;

  static List<String> typesAndOrders() {
    var names = new ArrayList<String>();
    for (var type : List.of("f2", "f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8")) {
      for (var bytes : type.endsWith("1") ? List.of("little") : List.of("little", "big")) {
        names.add(type + "_" + bytes + "_c");
        names.add(type + "_" + bytes + "_fortran");
      }
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("typesAndOrders")
  void readsEveryTypeInEveryOrder(String name) throws IOException {
    var file = Samples.path(name + ".npy");
    var header = Npy.header(file);
    assertThat(header.type().toString()).endsWith(name.substring(0, 2));
    assertThat(header.fortranOrder()).isEqualTo(name.endsWith("fortran"));
    assertThat(header.shape()).containsExactly(7L, 5L);

    var vectors = Npy.read(file);

    assertSample(vectors, name.charAt(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version2", "version3", "leading", "leading_fortran"})
  void readsOtherVersionsAndLeadingAxes(String name) throws IOException {
    assertSample(Npy.read(Samples.path(name + ".npy")), 'f');
  }

  @Test
  void oneAxisIsOneVector() throws IOException {
    var vectors = Npy.read(Samples.path("row.npy"));
    assertThat(vectors.size()).isEqualTo(1);
    assertThat(vectors.row(0)).containsExactly(0.5f, 1.5f, 2.5f, 3.5f, 4.5f);
  }

  @Test
  void noRowsAreNoVectors() throws IOException {
    var vectors = Npy.read(Samples.path("no_rows.npy"));
    assertThat(vectors.size()).isZero();
    assertThat(vectors.dimension()).isEqualTo(5);
  }

  @Test
  void halfFloatsAreExact() throws IOException {
    var halves = Npy.read(Samples.path("random_f2.npy"));
    var floats = Npy.read(Samples.path("random_f2_as_f4.npy"));
    assertThat(halves.segment().mismatch(floats.segment())).isEqualTo(-1);
  }

  @Test
  void transposedReadsColumnsAsVectors() throws IOException {
    var file = Samples.path("hubert_273x768_float16_fortran.npy");
    assertThat(Npy.header(file).shape()).containsExactly(1L, 768L, 273L);

    var rows = Npy.read(file);
    var columns = Npy.read(file, ReadOption.TRANSPOSED);

    assertThat(rows.size()).isEqualTo(768);
    assertThat(columns.size()).isEqualTo(273);
    assertThat(columns.dimension()).isEqualTo(768);
    var raw = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = 0; frame < 273; frame++) {
      for (int i = 0; i < 768; i++) {
        // Fortran order of (1, 768, 273): the frames lie one behind the other
        float expected = Float.float16ToFloat(raw.getShort(128 + 2 * (frame * 768 + i)));
        assertThat(columns.get(frame, i)).isEqualTo(expected);
        assertThat(rows.get(i, frame)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"f4_little_c", "f4_little_fortran", "i2_big_c"})
  void transposedTwiceIsTheSame(String name) throws IOException {
    var transposed = Npy.read(Samples.path(name + ".npy"), ReadOption.TRANSPOSED);
    assertThat(transposed.size()).isEqualTo(Samples.COLUMNS);
    for (int i = 0; i < Samples.ROWS; i++) {
      for (int j = 0; j < Samples.COLUMNS; j++) {
        assertThat(transposed.get(j, i)).isEqualTo(Samples.expected(name.charAt(0), i, j));
      }
    }
  }

  @Test
  void readsFeaturesOfRvc() throws IOException {
    var vectors = Npy.read(Samples.path("mute_3_feature256.npy"));
    assertThat(vectors.size()).isEqualTo(149);
    assertThat(vectors.dimension()).isEqualTo(256);
    assertThat(vectors.segment().isMapped()).isTrue();
  }

  @Test
  void readsIds() throws IOException {
    assertThat(Npy.readLongs(Samples.path("ids.npy"))).containsExactly(5, 0, -1, 1L << 40);
    assertThat(Npy.readLongs(Samples.path("ids_column.npy"))).containsExactly(5, 0, 7);
    var table = Npy.readLongRows(Samples.path("i2_big_c.npy"));
    assertThat(table).hasDimensions(7, 5);
    assertThat(table[1]).containsExactly(-4, -3, -2, -1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "ids_beyond_long, 'byte 136: expected ids below 2^63, found 9223372036854775808'",
    "f4_little_c, expected integers",
    "i4_little_c, expected ids"
  })
  void refusesIdsThatAreNone(String name, String message) {
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Npy.readLongs(Samples.path(name + ".npy")))
        .withMessageContaining(message);
  }

  @Test
  void namesTheRowOfNan() throws IOException {
    var file = Samples.path("nan.npy");
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> Npy.read(file))
        .withMessageContaining("nan.npy")
        .withMessageContaining("NaN in row 4, component 2")
        .satisfies(e -> {
          assertThat(e.row()).isEqualTo(4);
          assertThat(e.component()).isEqualTo(2);
          assertThat(e.position()).isEqualTo(128 + 4 * (4 * 5 + 2));
        });
    assertThat(Npy.read(file, ReadOption.ALLOW_NON_FINITE).get(4, 2)).isNaN();
  }

  @Test
  void namesThePlaceOfInfinityInFortranOrder() {
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> Npy.read(Samples.path("infinite_fortran.npy")))
        .satisfies(e -> assertThat(e.row()).isEqualTo(4))
        .satisfies(e -> assertThat(e.position()).isEqualTo(128 + 2 * (2 * 7 + 4)));
  }

  @Test
  void refusesDoublesBeyondFloats() {
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> Npy.read(Samples.path("too_large.npy")))
        .withMessageContaining("Infinity in row 0, component 1 (or a number beyond float32)");
  }

  @Test
  void roundsLargeUnsignedIntegersOnce() throws IOException {
    var values =
        new long[] {-1L, Long.MIN_VALUE, (1L << 62) + (1L << 38) + 1, 0xC000_0040_0000_0001L};
    var file = folder.resolve("u8.npy");
    Npy.write(file, values, 1, values.length);
    var bytes = Files.readString(file, StandardCharsets.ISO_8859_1).replace("<i8", "<u8");
    Files.writeString(file, bytes, StandardCharsets.ISO_8859_1);

    var floats = Npy.read(file).row(0);

    for (int i = 0; i < values.length; i++) {
      assertThat(floats[i]).isEqualTo(Float.parseFloat(Long.toUnsignedString(values[i])));
    }
  }

  @Test
  void readsIntoAPartOfOthers() throws IOException {
    var target = Vectors.allocate(10, Samples.COLUMNS);
    assertThat(Npy.readInto(Samples.path("f2_big_fortran.npy"), target, 2)).isEqualTo(7);
    assertSample(target.slice(2, 9), 'f');
    assertThat(target.row(1)).containsOnly(0);
    assertThat(target.row(9)).containsOnly(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Npy.readInto(Samples.path("f2_big_fortran.npy"), target, 4))
        .withMessageContaining("do not fit into 10 vectors of dimension 5 from row 4 on");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1, true",
    "1, 1000, true",
    "130, 1500, true",
    "130, 1500, false",
    "256, 256, true",
    "257, 513, true"
  })
  void convertsShapesLargerThanATile(int rows, int columns, boolean fortran) throws IOException {
    var text =
        "{'descr': '<i4', 'fortran_order': %s, 'shape': (%d, %d), }"
            .formatted(fortran ? "True" : "False", rows, columns);
    var data = ByteBuffer.allocate(4 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < rows * columns; at++) {
      data.putInt(at);
    }
    var vectors = Npy.read(NpyBytes.file(folder, text, data.array()));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertThat(vectors.get(i, j)).isEqualTo(fortran ? j * rows + i : i * columns + j);
      }
    }
  }

  @Test
  void mapsFilesBeyondTwoGigabytes() throws IOException {
    long rows = (1L << 31) / (4 * 256) + 100;
    var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", 256), }";
    var file = NpyBytes.file(folder, text, new byte[0]);
    long start = Files.size(file);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(start + rows * 1024);
      sparse.seek(start + rows * 1024 - 4);
      sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(42)));
    }

    var vectors = Npy.read(file, ReadOption.ALLOW_NON_FINITE);

    assertThat(vectors.size()).isEqualTo(rows);
    assertThat(vectors.get(rows - 1, 255)).isEqualTo(42);
    assertThat(vectors.get(rows - 1, 254)).isZero();
  }

  @Test
  void mappedVectorsStayWhenTheFileIsReplaced() throws IOException {
    var file = folder.resolve("a.npy");
    Npy.write(file, new float[] {1, 2}, 1, 2);
    var old = Npy.read(file);
    Npy.write(file, new float[] {3, 4, 5}, 1, 3);
    assertThat(old.segment().get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4)).isEqualTo(2);
    assertThat(Npy.read(file).row(0)).containsExactly(3, 4, 5);
  }

  private static void assertSample(Vectors vectors, char kind) {
    assertThat(vectors.size()).isEqualTo(Samples.ROWS);
    assertThat(vectors.dimension()).isEqualTo(Samples.COLUMNS);
    for (int i = 0; i < Samples.ROWS; i++) {
      for (int j = 0; j < Samples.COLUMNS; j++) {
        assertThat(vectors.get(i, j)).isEqualTo(Samples.expected(kind, i, j));
      }
    }
  }
}
