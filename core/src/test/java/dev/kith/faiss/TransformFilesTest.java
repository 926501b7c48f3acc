// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.factory.IndexFactory;
import dev.kith.io.Npy;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Transforms in files of Faiss: what is found behind them, and that they are written as they were
/// read.
class TransformFilesTest {

  @TempDir Path folder;

  private static Path file(String name) {
    try {
      var resource = TransformFilesTest.class.getResource("transforms/" + name);
      return Path.of(Objects.requireNonNull(resource, name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertFindsWhatFaissFinds(String read, String expected) throws IOException {
    var distances = Npy.read(file(expected + ".D.npy"));
    long[][] ids = Npy.readLongRows(file(expected + ".I.npy"));
    try (var index = FaissFiles.read(file(read + ".index"))) {
      var found = index.search(Npy.read(file("xq.npy")), distances.dimension());
      for (int query = 0; query < ids.length; query++) {
        for (int rank = 0; rank < found.k(); rank++) {
          float distance = distances.get(query, rank);
          assertThat(found.id(query, rank)).isEqualTo(ids[query][rank]);
          assertThat(found.distance(query, rank))
              .isCloseTo(distance, within(2e-5f * Math.max(1, distance)));
        }
      }
    }
  }

  private Path copy(String name) throws IOException {
    var copy = folder.resolve("copy.index");
    try (var index = FaissFiles.read(file(name + ".index"))) {
      FaissFiles.write(index, copy);
    }
    return copy;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pca16_flat",
        "pcar16_ivf16_flat",
        "rr24_flat",
        "itq_flat",
        "centering_flat",
        "centering_l2norm_flat"
      })
  void searchesFindWhatFaissFinds(String name) throws IOException {
    assertFindsWhatFaissFinds(name, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pca16_flat",
        "pcar16_ivf16_flat",
        "rr24_flat",
        "itq_flat",
        "centering_flat",
        "centering_l2norm_flat",
        "pad12_flat",
        "untrained_centering_flat",
        "untrained_itq4_flat",
        "untrained_itq_flat",
        "untrained_opq4_flat",
        "untrained_pcaw4_flat",
        "untrained_rr4_flat"
      })
  void filesStayTheSame(String name) throws IOException {
    assertThat(Files.mismatch(copy(name), file(name + ".index"))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy_PCAm", "legacy_PcAm_lower"})
  void oldLayoutsBecomeTheCurrentOne(String name) throws IOException {
    assertFindsWhatFaissFinds(name, "pca16_flat");
    assertThat(Files.mismatch(copy(name), file("pca16_flat.index"))).isEqualTo(-1);
  }

  /// A projection loses something, but what comes back lies where the vector lies.
  @ParameterizedTest
  @ValueSource(strings = {"centering_flat", "pca16_flat", "pcar16_ivf16_flat", "rr24_flat"})
  void vectorsComeBackAsFarAsDimensionsWereKept(String name) throws IOException {
    try (var index = FaissFiles.read(file(name + ".index"))) {
      var reversed = Vectors.of(new float[][] {index.reconstruct(7)});

      var found = index.search(reversed, 1);

      assertThat(reversed.dimension()).isEqualTo(32);
      assertThat(found.id(0, 0)).isEqualTo(7);
      assertThat(found.distance(0, 0)).isLessThan(1e-4f);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HR,Flat", "HR777,Flat", "PCAWR4,RR12,L2norm,Flat", "ITQ4,Flat", "RR4,IVF4,Flat"})
  void whatWasTrainedHereIsReadBack(String factory) throws IOException {
    var random = TestSeed.random(1);
    float[] values = new float[200 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    var vectors = Vectors.of(values, 8);
    var file = folder.resolve("ours.index");
    try (var index = IndexFactory.create(8, factory, Metric.L2)) {
      index.train(vectors);
      index.add(vectors);
      FaissFiles.write(index, file);
      try (var same = FaissFiles.read(file)) {
        var expected = index.search(vectors, 3);
        var found = same.search(vectors, 3);
        for (int query = 0; query < 200; query++) {
          assertThat(found.id(query, 2)).isEqualTo(expected.id(query, 2));
          assertThat(found.distance(query, 2)).isEqualTo(expected.distance(query, 2));
        }
      }
    }
  }

  /// As Faiss does, and so what is read is equal to what was written, and can be merged with it.
  @Test
  void opqIsWrittenAsAnyLinearTransform() throws IOException {
    var random = TestSeed.random(1);
    float[] values = new float[300 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    var vectors = Vectors.of(values, 8);
    var file = folder.resolve("opq.index");
    try (var index = IndexFactory.create(8, "OPQ2,Flat", Metric.L2)) {
      index.train(vectors, TinyIndexes.QUIET);
      index.add(vectors);
      FaissFiles.write(index, file);
      assertThat(new String(Files.readAllBytes(file), 41, 4, StandardCharsets.US_ASCII))
          .isEqualTo("LTra");
      try (var same = FaissFiles.read(file)) {
        index.merge(same, 0);
        assertThat(index.size()).isEqualTo(600);
      }
    }
    var untrained = folder.resolve("untrained.index");
    try (var index = IndexFactory.create(8, "OPQ4,Flat", Metric.L2);
        var expected = FaissFiles.read(file("untrained_opq4_flat.index"))) {
      FaissFiles.write(index, untrained);
      assertThat(expected.dimension()).isEqualTo(8);
    }
    assertThat(Files.mismatch(untrained, file("untrained_opq4_flat.index"))).isEqualTo(-1);
  }

  /// The transform begins at byte 41, behind the header and the number of transforms.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rr24_flat | 45 | 1 | 2 | 0 or 1 for whether there is a bias",
        "rr24_flat | 46 | 8 | 99999999 | up to the end of the file",
        "rr24_flat | 58 | 4 | 2139095040 | finite entries of a matrix (A)",
        "rr24_flat | 3138 | 4 | 23 | 32 to 23 dimensions, trained, with 736 entries of the matrix (A)",
        "rr24_flat | 3142 | 1 | 0 | not trained, with 0 entries of the matrix (A)",
        "pca16_flat | 6565 | 4 | 0 | an output dimension (d_out) of at least 1",
        "pad12_flat | 53 | 4 | 8 | a map to the 8 dimensions of a vector",
        "pad12_flat | 53 | 4 | -2 | a map to the 8 dimensions of a vector",
        "pad12_flat | 101 | 4 | 0 | an input dimension (d_in) of at least 1",
        "pad12_flat | 105 | 4 | 13 | with 13 entries of the map",
        "pad12_flat | 109 | 1 | 0 | 1 (is_trained), for there is nothing to train",
        "centering_flat | 181 | 4 | 31 | an output dimension (d_out) of 31",
        "itq_flat | 182 | 4 | 1953589590 | the rotation of ITQ of a type that is read here (Viqm)",
        "itq_flat | 1244 | 4 | 1953589590 | PCA and rotation of ITQ of a type that is read here",
        "itq_flat | 3322 | 4 | 33 | trained, with 33 entries of the mean",
        "itq_flat | 3326 | 4 | 17 | 32 to 16 dimensions, like the matrices inside"
      })
  void refusesWhatCannotBe(String name, int at, int width, long value, String message)
      throws IOException {
    var bytes = Files.readAllBytes(file(name + ".index"));
    for (int i = 0; i < width; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
    var broken = Files.write(folder.resolve("broken.index"), bytes);

    assertThatThrownBy(() -> FaissFiles.read(broken).close())
        .isInstanceOf(FaissFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void hadamardRotationsNeedThePowerOfTwoThatFollows() throws IOException {
    var file = folder.resolve("hr.index");
    try (var index = IndexFactory.create(6, "HR,Flat", Metric.L2)) {
      FaissFiles.write(index, file);
    }
    var bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 41, 4, StandardCharsets.US_ASCII)).isEqualTo("HRot");
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(53, 16);
    Files.write(file, bytes);

    assertThatThrownBy(() -> FaissFiles.read(file).close())
        .isInstanceOf(FaissFormatException.class)
        .hasMessageContaining("an output dimension (d_out) of 8");
  }
}
