// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.MalformedFileException;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
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
import org.junit.jupiter.params.provider.ValueSource;

/// Files of several formats, seen as one table.
final class VectorFilesTest {

  private static final int D = 3;

  @TempDir Path folder;

  /// Component i of row r is r + i / 4.
  private static Vectors rows(int from, int to) {
    var vectors = Vectors.allocate(to - from, D);
    for (int row = from; row < to; row++) {
      vectors.set(row - from, new float[] {row, row + 0.25f, row + 0.5f});
    }
    return vectors;
  }

  private static List<float[]> list(Vectors vectors) {
    var rows = new ArrayList<float[]>();
    for (long row = 0; row < vectors.size(); row++) {
      rows.add(vectors.row(row));
    }
    return rows;
  }

  /// Rows 0 to 19 in six files: plain, empty, by columns, plain, doubles, fvecs.
  private VectorFiles mixed() throws IOException {
    var files = List.of("a.npy", "b.npy", "c.npy", "d.npy", "e.npy", "f.FVECS");
    var paths = files.stream().map(folder::resolve).toList();
    Npy.write(paths.get(0), rows(0, 5));
    Npy.write(paths.get(1), Vectors.allocate(0, D));
    doubles(paths.get(2), rows(5, 9), true);
    Npy.write(paths.get(3), rows(9, 10));
    doubles(paths.get(4), rows(10, 16), false);
    VecsFiles.writeFvecs(paths.get(5), rows(16, 20));
    return VectorFiles.open(paths);
  }

  private static void doubles(Path file, Vectors vectors, boolean byColumns) throws IOException {
    int n = (int) vectors.size();
    var header =
        "{'descr': '<f8', 'fortran_order': %s, 'shape': (%d, %d), }"
            .formatted(byColumns ? "True" : "False", n, D);
    var buffer = ByteBuffer.allocate(10 + header.length() + 8 * n * D);
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    buffer.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < n * D; i++) {
      buffer.putDouble(byColumns ? vectors.get(i % n, i / n) : vectors.get(i / D, i % D));
    }
    Files.write(file, buffer.array());
  }

  @Test
  void joinsFilesInTheirOrder() throws IOException {
    var source = mixed();
    var all = Vectors.allocate(20, D);
    source.read(0, all);

    assertThat(source.size()).isEqualTo(20);
    assertThat(source.dimension()).isEqualTo(D);
    assertThat(source.files()).hasSize(6);
    assertThat(list(all)).usingRecursiveComparison().isEqualTo(list(rows(0, 20)));
  }

  @Test
  void readsAnyStretch() throws IOException {
    var source = mixed();
    for (int from = 0; from <= 20; from++) {
      for (int to = from; to <= 20; to++) {
        var part = Vectors.allocate(to - from, D);
        source.read(from, part);
        assertThat(list(part)).usingRecursiveComparison().isEqualTo(list(rows(from, to)));
      }
    }
  }

  @Test
  void gathersRowsFromAnywhere() throws IOException {
    var some = Vectors.allocate(5, D);
    mixed().gather(new long[] {19, 5, 0, 5, 12}, some);
    assertThat(list(some)).extracting(row -> row[0]).containsExactly(19f, 5f, 0f, 5f, 12f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20, 100})
  void showsEveryRowOnceAndInOrder(int blockRows) throws IOException {
    for (VectorSource source : List.of(mixed(), rows(0, 20))) {
      var seen = new ArrayList<float[]>();
      source.forEachBlock(
          blockRows,
          (from, block) -> {
            assertThat(from).isEqualTo(seen.size());
            assertThat(block.size()).isEqualTo(Math.min(blockRows, 20 - from));
            seen.addAll(list(block));
          });
      assertThat(seen).usingRecursiveComparison().isEqualTo(list(rows(0, 20)));
    }
  }

  @Test
  void writesWhatItReads() throws IOException {
    var joined = folder.resolve("joined.npy");
    Npy.write(joined, mixed());
    assertThat(list(Npy.read(joined))).usingRecursiveComparison().isEqualTo(list(rows(0, 20)));
  }

  @Test
  void takesColumnsWhereOnlyTheyHaveTheDimension() throws IOException {
    var rows = folder.resolve("rows.npy");
    var columns = folder.resolve("columns.npy");
    Npy.write(rows, rows(0, 5));
    Npy.write(columns, Vectors.of(new float[][] {{5, 6}, {5.25f, 6.25f}, {5.5f, 6.5f}}));
    try (var arena = Arena.ofShared()) {
      var source = VectorFiles.open(List.of(rows, columns), D, arena);
      var all = Vectors.allocate(7, D);
      source.read(0, all);
      assertThat(list(all)).usingRecursiveComparison().isEqualTo(list(rows(0, 7)));
    }
  }

  @Test
  void memoryIsASourceToo() {
    var vectors = rows(0, 20);
    var some = Vectors.allocate(2, D);
    vectors.gather(new long[] {7, 3}, some);
    assertThat(some.row(0)).isEqualTo(vectors.row(7));
    vectors.read(18, some);
    assertThat(some.row(1)).isEqualTo(vectors.row(19));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> vectors.read(19, some));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vectors.gather(new long[] {1}, some))
        .withMessageContaining("do not fit into");
  }

  @Test
  void refusesRowsThatAreNotThere() throws IOException {
    var source = mixed();
    var one = Vectors.allocate(1, D);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> source.read(20, one));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> source.gather(new long[] {-1}, one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.read(0, Vectors.allocate(1, D + 1)));
  }

  @Test
  void namesTheFileAndTheRowOfANumberThatIsNone() throws IOException {
    var good = folder.resolve("good.npy");
    var bad = folder.resolve("bad.npy");
    var rows = rows(0, 4);
    rows.set(2, new float[] {1, Float.NaN, 3});
    Npy.write(good, rows(0, 2));
    Npy.write(bad, rows);
    var source = VectorFiles.open(List.of(good, bad));

    source.read(0, Vectors.allocate(4, D)); // up to the row before
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> source.gather(new long[] {0, 4}, Vectors.allocate(2, D)))
        .withCauseInstanceOf(NonFiniteException.class)
        .havingCause()
        .withMessageContaining("bad.npy")
        .withMessageContaining("row 2, component 1");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npy.write(folder.resolve("out.npy"), source))
        .withMessageContaining("row 2, component 1");
    assertThat(folder.resolve("out.npy")).doesNotExist();
  }

  @Test
  void refusesFilesOfTwoWidths() throws IOException {
    var narrow = folder.resolve("narrow.npy");
    var wide = folder.resolve("wide.npy");
    Npy.write(narrow, Vectors.allocate(1, 2));
    Npy.write(wide, Vectors.allocate(1, 3));
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> VectorFiles.open(List.of(narrow, wide)))
        .withMessageContaining("wide.npy")
        .withMessageContaining("2 components, as in")
        .withMessageContaining("narrow.npy");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorFiles.open(List.of()))
        .withMessageContaining("name at least one");
  }

  @Test
  void noticesThatAFileHasChangedSinceItWasOpened() throws IOException {
    var file = folder.resolve("a.npy");
    Npy.write(file, rows(0, 2));
    var source = VectorFiles.open(List.of(file));
    Npy.write(file, rows(0, 3));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> source.read(0, Vectors.allocate(1, D)))
        .havingCause()
        .withMessageContaining("2 vectors of 3 components, as when it was opened");
  }
}
