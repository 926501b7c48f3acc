// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kith.BuildListener;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.internal.index.MultiIndexQuantizer;
import dev.kith.internal.index.TwoLayerIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is done to a file, reading it gives a [FaissFormatException] or an index that works,
/// soon and within the memory that was allowed.
class DamageTest {

  private static final long MEMORY = 16L << 20;
  private static final ReadOptions LIMITED =
      ReadOptions.defaults().memoryLimit(MEMORY).listener(BuildListener.SILENT);

  /// Long enough for a busy machine, short enough to tell a loop over 2^32 things.
  private static final long SLOW = Duration.ofSeconds(5).toNanos();

  /// What the heaps of nested indexes hold beyond what was asked for.
  private static final long SLABS = 1L << 20;

  private static final long LARGEST_SIZE = 1000;

  @TempDir Path folder;
  private Path file;
  private Path copy;

  @BeforeEach
  void nameFiles() {
    file = folder.resolve("damaged.index");
    copy = folder.resolve("copy.index");
  }

  static Iterable<Map.Entry<String, byte[]>> files() throws IOException {
    return TinyIndexes.all().entrySet();
  }

  @ParameterizedTest
  @MethodSource("files")
  void soundFilesAreRead(Map.Entry<String, byte[]> sound) throws IOException {
    assertThat(outcome(sound.getKey(), sound.getValue())).isEqualTo("read");
    assertThat(Files.exists(copy)).isEqualTo(sound.getKey().startsWith("old"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void cutFilesAreRefused(Map.Entry<String, byte[]> sound) throws IOException {
    for (int length = 1; length < sound.getValue().length; length++) {
      var cut = Arrays.copyOf(sound.getValue(), length);
      assertThat(outcome(sound.getKey() + " cut to " + length, cut)).contains("end of the file");
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void changedBytesDoNoHarm(Map.Entry<String, byte[]> sound) throws IOException {
    int refused = 0;
    for (int at = 0; at < sound.getValue().length; at++) {
      byte old = sound.getValue()[at];
      for (int value : new int[] {0, 0xff, old + 1, old ^ 0x80}) {
        var changed = sound.getValue().clone();
        changed[at] = (byte) value;
        var outcome = outcome(sound.getKey() + ", byte " + at + " = " + value, changed);
        refused += outcome.equals("read") ? 0 : 1;
      }
    }
    assertThat(refused).isGreaterThan(60);
  }

  /// Any eight bytes that make a small number may be a size.
  @ParameterizedTest
  @MethodSource("files")
  void changedSizesDoNoHarm(Map.Entry<String, byte[]> sound) throws IOException {
    int refused = 0;
    for (int at = 0; at <= sound.getValue().length - Long.BYTES; at++) {
      long old = little(sound.getValue()).getLong(at);
      if (old < -1 || old > LARGEST_SIZE) {
        continue;
      }
      for (long value : new long[] {0, -1, Long.MAX_VALUE, old - 1, old + 1, old << 32}) {
        var changed = sound.getValue().clone();
        little(changed).putLong(at, value);
        var outcome = outcome(sound.getKey() + ", size at " + at + " = " + value, changed);
        refused += outcome.equals("read") ? 0 : 1;
      }
    }
    assertThat(refused).isGreaterThan(15);
  }

  @Test
  void bytesAfterTheIndexAreIgnored() throws IOException {
    var sound = TinyIndexes.file(TinyIndexes.ivf());
    assertThat(outcome("longer", Arrays.copyOf(sound, sound.length + 3))).isEqualTo("read");
    assertThat(copy).hasBinaryContent(sound);
  }

  /// Reads a file and uses what comes out.
  ///
  /// @return `read`, or the message of the refusal
  private String outcome(String name, byte[] content) throws IOException {
    Files.write(file, content);
    long start = System.nanoTime();
    var outcome = attempt(name, content.length);
    assertThat(System.nanoTime() - start).as(name).isLessThan(SLOW);
    return outcome;
  }

  private String attempt(String name, long length) throws IOException {
    try (var input = IndexInput.open(file)) {
      var reader = new IndexReader(input, LIMITED);
      try (var index = reader.file()) {
        long taken = reader.budget().taken();
        assertThat(taken).as(name).isLessThanOrEqualTo(MEMORY);
        assertThat(index.memoryBytes()).as(name).isLessThanOrEqualTo(taken + SLABS);
        assertThatCode(() -> use(index)).as(name).doesNotThrowAnyException();
        return "read";
      }
    } catch (FaissFormatException e) {
      assertThat(e.position()).as(name).isBetween(0L, length);
      return e.expected() + ", found " + e.found();
    }
  }

  private void use(Index index) throws IOException {
    var written = TinyIndexes.written(index);
    if (!Arrays.equals(written, Files.readAllBytes(file))) {
      Files.write(copy, written);
      FaissFiles.read(copy, LIMITED).close();
    }
    if (index.isTrained() && index.dimension() == TinyIndexes.D && isSearched(index)) {
      search(index);
    }
    if (index.isTrained()) {
      reconstruct(index);
    }
  }

  private static boolean isSearched(Index index) {
    return !(index instanceof TwoLayerIndex) && !(index instanceof MultiIndexQuantizer);
  }

  private static void search(Index index) {
    var options = SearchOptions.defaults().threads(1);
    for (int queries : new int[] {1, 7}) {
      var found = index.search(TinyIndexes.vectors(3, queries), 3, options);
      for (int query = 0; query < queries; query++) {
        assertThat(found.found(query)).isLessThanOrEqualTo((int) Math.min(3, index.size()));
      }
    }
    index.rangeSearch(TinyIndexes.vectors(3, 2), 1, options);
  }

  private static void reconstruct(Index index) {
    for (long id : new long[] {0, 4, 103, Long.MAX_VALUE}) {
      try {
        assertThat(index.reconstruct(id)).hasSize(index.dimension());
      } catch (NoSuchElementException | UnsupportedOperationException e) {
        assertThat(e).hasMessageMatching(".+");
      }
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
