// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.index.DirectMapType;
import dev.kith.index.IvfIndex;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IvfFlatIndex;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.transform.VectorTransform;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTest {

  private static final int NPROBE_AT = 45;

  @TempDir Path folder;

  /// The first example of section 2.1 of the file format.
  @Test
  void aFlatIndexIsTheExampleOfTheSpecification() throws IOException {
    var index = new FlatIndex(2, Metric.L2);
    index.add(Vectors.of(new float[] {1, 2, 3, -4}, 2));
    assertThat(HexFormat.of().formatHex(TinyIndexes.file(index)))
        .isEqualTo(
            "4978463202000000020000000000000000001000000000000000100000000000"
                + "010100000004000000000000000000803f0000004000004040000080c0");
  }

  /// The second one.
  @Test
  void invertedListsAreTheExampleOfTheSpecification() throws IOException {
    var index = new IvfFlatIndex(new FlatIndex(2, Metric.L2), 2);
    index.quantizer().add(Vectors.of(new float[] {0, 0, 10, 10}, 2));
    index.add(Vectors.of(new float[] {1, 0, 9, 10, 0, 1}, 2));
    assertThat(HexFormat.of().formatHex(TinyIndexes.file(index)))
        .hasSize(2 * 219)
        .startsWith("4977466c0200000003")
        .endsWith(
            "696c6172" // ilar
                + "0200000000000000" // nlist
                + "0800000000000000" // code_size
                + "66756c6c" // full
                + "0200000000000000" // sizes
                + "0200000000000000"
                + "0100000000000000"
                + "0000803f00000000000000000000803f" // list 0
                + "00000000000000000200000000000000"
                + "0000104100002041" // list 1
                + "0100000000000000");
  }

  @Test
  void aFailureLeavesTheOldFile() throws IOException {
    var file = Files.writeString(folder.resolve("kept.index"), "old");
    var index =
        TinyIndexes.filled(
            new PreTransformIndex(List.of(new Strange()), new FlatIndex(2, Metric.L2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaissFiles.write(index, file))
        .withMessage("Strange cannot be written into a Faiss file by this version");
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileReplacesTheOneItWasReadFrom() throws IOException {
    var file = Files.write(folder.resolve("voice.index"), TinyIndexes.file(TinyIndexes.ivf()));
    try (var index = FaissFiles.read(file)) {
      index.add(TinyIndexes.vectors(5, 9), TinyIndexes.QUIET);
      FaissFiles.write(index, file);
    }
    try (var index = FaissFiles.read(file)) {
      assertThat(index.size()).isEqualTo(9);
    }
  }

  @Test
  void aClosedIndexIsNotWritten() {
    var index = new FlatIndex(2, Metric.L2);
    index.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> FaissFiles.write(index, folder.resolve("closed.index")))
        .withMessage("the index is closed");
  }

  /// A search with nprobe 0, which Faiss stores and refuses, visits one list; more than 2^31 are
  /// all.
  @Test
  void anyNprobeIsKept() throws IOException {
    var bytes = TinyIndexes.file(TinyIndexes.filled(TinyIndexes.ivf()));
    for (long nprobe : new long[] {0, 1, 1L << 40, Long.MAX_VALUE}) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(NPROBE_AT, nprobe);
      var file = Files.write(folder.resolve("nprobe.index"), bytes);
      try (var index = (IvfIndex) FaissFiles.read(file)) {
        assertThat(index.nprobe()).isEqualTo(Math.clamp(nprobe, 1, Integer.MAX_VALUE));
        assertThat(index.search(TinyIndexes.vectors(1, 1), 1).id(0, 0)).isZero();
        assertThat(TinyIndexes.written(index)).isEqualTo(bytes);
      }
    }
  }

  /// Faiss counts vectors that it could not put into a list.
  @Test
  void vectorsInNoListAreCountedAndTold() throws IOException {
    var bytes = TinyIndexes.file(TinyIndexes.filled(TinyIndexes.ivf()));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(8, TinyIndexes.SIZE + 2);
    var file = Files.write(folder.resolve("dropped.index"), bytes);
    var warnings = new ArrayList<String>();
    try (var index = FaissFiles.read(file, ReadOptions.defaults().listener(heard(warnings)))) {
      assertThat(index.size()).isEqualTo(TinyIndexes.SIZE + 2);
      assertThat(TinyIndexes.written(index)).isEqualTo(bytes);
    }
    assertThat(warnings).singleElement().asString().contains("2 of 7 vectors are in no list");
  }

  @Test
  void bytesAfterTheEndAreTold() throws IOException {
    var bytes = new String(TinyIndexes.file(TinyIndexes.ivf()), StandardCharsets.ISO_8859_1);
    var file = folder.resolve("longer.index");
    Files.writeString(file, bytes + "abc", StandardCharsets.ISO_8859_1);
    var warnings = new ArrayList<String>();
    FaissFiles.read(file, ReadOptions.defaults().listener(heard(warnings))).close();
    assertThat(warnings)
        .containsExactly(file + ": 3 bytes after the end of the index are ignored, as Faiss does");
  }

  /// Centroids that were added to a quantizer directly leave Faiss's `is_trained` at 0.
  @Test
  void aFullQuantizerIsATrainedOne() throws IOException {
    var bytes = TinyIndexes.file(TinyIndexes.ivf());
    assertThat(bytes[32]).isOne();
    bytes[32] = 0;
    var file = Files.write(folder.resolve("stale.index"), bytes);
    try (var index = FaissFiles.read(file)) {
      assertThat(index.isTrained()).isTrue();
    }
  }

  /// A hash table is written in the order in which it was read, whatever that was.
  @Test
  void hashTablesKeepTheirOrder() throws IOException {
    var index = TinyIndexes.ivf();
    index.add(TinyIndexes.vectors(1, 3), new long[] {9, 5, 7}, TinyIndexes.QUIET);
    index.setDirectMap(DirectMapType.HASH);
    index.add(TinyIndexes.vectors(2, 2), new long[] {8, 1}, TinyIndexes.QUIET);
    var bytes = TinyIndexes.file(index);
    var file = Files.write(folder.resolve("hash.index"), bytes);
    try (var read = FaissFiles.read(file)) {
      assertThat(TinyIndexes.written(read)).isEqualTo(bytes);
      assertThat(read.reconstruct(8)).containsExactly(TinyIndexes.vectors(2, 2).row(0));
    }
  }

  @Test
  void negativeIdsAreRefused() throws IOException {
    var bytes = TinyIndexes.file(TinyIndexes.filled(TinyIndexes.ivf()));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length - 8, -5);
    var file = Files.write(folder.resolve("negative.index"), bytes);
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file))
        .withMessageContaining("byte " + (bytes.length - 8) + ": expected an id of 0 or more");
  }

  private static BuildListener heard(List<String> warnings) {
    return new BuildListener() {
      @Override
      public void warning(String message) {
        warnings.add(message);
      }
    };
  }

  /// A transform that the format does not know.
  private static final class Strange implements VectorTransform {

    @Override
    public int inputDimension() {
      return 2;
    }

    @Override
    public int outputDimension() {
      return 2;
    }

    @Override
    public boolean isTrained() {
      return true;
    }

    @Override
    public void train(Vectors sample, BuildOptions options) {}

    @Override
    public Vectors apply(Vectors vectors) {
      return vectors;
    }

    @Override
    public Vectors reverse(Vectors vectors) {
      return vectors;
    }

    @Override
    public String name() {
      return "Strange";
    }
  }
}
