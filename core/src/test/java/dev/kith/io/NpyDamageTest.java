// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged files and files of other kinds.
class NpyDamageTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"f4_little_c", "f2_big_fortran", "version2"})
  void cutAnywhereIsMalformed(String name) throws IOException {
    var cut = Files.copy(Samples.path(name + ".npy"), folder.resolve("cut.npy"));
    try (var channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
      for (long length = channel.size() - 1; length >= 0; length--) {
        channel.truncate(length);
        assertThatExceptionOfType(MalformedFileException.class)
            .as("cut to %d bytes", length)
            .isThrownBy(() -> Npy.read(cut));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"f4_little_c", "i1_little_fortran", "version3"})
  void aChangedHeaderIsMalformedOrReadAsItSays(String name) throws IOException {
    var file = Files.copy(Samples.path(name + ".npy"), folder.resolve("changed.npy"));
    var whole = Files.readAllBytes(file);
    long dataOffset = Npy.header(file).dataOffset();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int at = 0; at < dataOffset; at++) {
        for (int flip : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 255, whole[at], whole[at] ^ '9'}) {
          channel.write(ByteBuffer.wrap(new byte[] {(byte) (whole[at] ^ flip)}), at);
          assertMalformedOrConsistent(file);
        }
        channel.write(ByteBuffer.wrap(whole, at, 1), at);
      }
    }
    assertThat(Npy.read(file).size()).isEqualTo(Samples.ROWS);
  }

  private static void assertMalformedOrConsistent(Path file) throws IOException {
    try {
      var vectors = Npy.read(file);
      var header = Npy.header(file);
      assertThat(vectors.size() * vectors.dimension() * header.type().bytes())
          .isEqualTo(Files.size(file) - header.dataOffset());
    } catch (MalformedFileException e) {
      assertThat(e.expected()).isNotEmpty();
      assertThat(e.found()).isNotEmpty();
    }
  }

  @Test
  void sayHowManyRowsAreComplete() throws IOException {
    var whole = Files.readAllBytes(Samples.path("f4_little_c.npy"));
    var cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, 128 + 3 * 20 + 7));
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Npy.read(cut))
        .withMessageContaining("expected 140 bytes of data for the shape (7, 5) of type <f4")
        .withMessageContaining("found 67 bytes; the file was cut short and has 3 of 7 rows")
        .satisfies(e -> assertThat(e.position()).isEqualTo(128 + 67));
  }

  @Test
  void aSecondArrayIsRefused() throws IOException {
    var one = Files.readAllBytes(Samples.path("f4_little_c.npy"));
    var two = Arrays.copyOf(one, one.length + 1);
    var file = Files.write(folder.resolve("two.npy"), two);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Npy.read(file))
        .withMessageContaining("found 141 bytes; save each array in a file of its own")
        .satisfies(e -> assertThat(e.position()).isEqualTo(one.length));
  }

  @ParameterizedTest
  @CsvSource({
    "object, pickled Python objects",
    "structured, a structured array",
    "complex, complex numbers",
    "text, text",
    "boolean, truth values",
    "three_axes, 'the shape (7, 1, 5); bring the array into shape'",
    "scalar, the shape ()",
    "no_columns, expected vectors of 1 to"
  })
  void arraysOfOtherKindsAreNamed(String name, String message) {
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Npy.read(Samples.path(name + ".npy")))
        .withMessageContaining(name + ".npy")
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 5), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4, 0), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3000000000000, 100000), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3000000000), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 5), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (01, 5), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1.0, 5), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (True, 5), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 5, }",
        "{'descr': '<f4', 'fortran_order': 'False', 'shape': (1, 5), }",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 5), 'more': 1}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1, 5)}",
        "{'descr': 4, 'fortran_order': False, 'shape': (1, 5), }",
        "{'descr': '=f4', 'fortran_order': False, 'shape': (1, 5), }",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (1, 5), }",
        "{'descr': '', 'fortran_order': False, 'shape': (1, 5), }",
        "{'descr': '<f4\\x34', 'fortran_order': False, 'shape': (1, 5), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 5), } import os",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "{'descr",
        ""
      })
  void headersThatLieOrAreNoPythonAreMalformed(String dictionary) throws IOException {
    var file = NpyBytes.file(folder, dictionary, new byte[20]);
    assertThatExceptionOfType(MalformedFileException.class).isThrownBy(() -> Npy.read(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 5), }",
        "{\"shape\":(1L,5L),\"fortran_order\":True,\"descr\":\"<f4\"}   \t",
        " { 'descr' : '<f4' , 'shape' : [ 1 , 5 ] , 'fortran_order' : False } ",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (5,)}"
      })
  void otherSpellingsOfTheHeaderAreRead(String dictionary) throws IOException {
    var vectors = Npy.read(NpyBytes.file(folder, dictionary, new byte[20]));
    assertThat(vectors.size()).isEqualTo(1);
    assertThat(vectors.dimension()).isEqualTo(5);
  }

  @Test
  void aHugeHeaderIsRefusedBeforeItIsRead() throws IOException {
    byte[] bytes = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127};
    var file = Files.write(folder.resolve("huge.npy"), bytes);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Npy.header(file))
        .withMessageContaining(
            "byte 8: expected a header of at most 65536 bytes, found 2147483647");
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Npy.read(folder.resolve("none.npy")))
        .withMessageContaining("none.npy: there is no such file");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> Npy.read(folder))
        .withMessageContaining("is a folder");
  }
}
