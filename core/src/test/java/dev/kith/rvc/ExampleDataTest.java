// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The example data that README files promise.
class ExampleDataTest {

  private static final Path EXAMPLES =
      Path.of(System.getProperty("basedir", "."), "..", "examples").normalize();

  @Test
  void voicesAreFeatureFolders() throws IOException {
    var carlo = FeatureFolder.find(EXAMPLES.resolve("voices/it_IT_m_Carlo"));
    assertThat(carlo.name()).isEqualTo("it_IT_m_Carlo");
    assertThat(carlo.files()).hasSize(40);
    assertThat(carlo.open().size()).isEqualTo(3014);
    var allison = FeatureFolder.find(EXAMPLES.resolve("voices/en_US_f_Allison"));
    assertThat(allison.files()).hasSize(26);
    assertThat(allison.open().size()).isEqualTo(2023);
  }

  @Test
  void silenceComesInBothVersions() throws IOException {
    for (var version : RvcVersion.values()) {
      var silence = Npy.read(EXAMPLES.resolve("rvc/mute_" + version.featureFolder() + ".npy"));
      assertThat(silence.size()).isEqualTo(149);
      assertThat(silence.dimension()).isEqualTo(version.dimension());
    }
  }

  @Test
  void aVoiceIsMixedIntoAnother() throws IOException {
    var voice = frames("it_IT_m_Carlo");
    var source = frames("en_US_f_Allison");
    var index = BruteForceIndex.of(voice.slice(0, 500));
    try (var retriever = Retriever.of(index, RetrieverOptions.defaults())) {
      var mixed = Vectors.allocate(20, voice.dimension());
      retriever.mix(source.slice(0, 20), mixed);
      assertThat(mixed.firstNonFinite()).isEmpty();
      assertThat(retriever.counts().unmatched()).isZero();
    }
  }

  private static Vectors frames(String voice) throws IOException {
    var source = FeatureFolder.find(EXAMPLES.resolve("voices").resolve(voice)).open();
    var frames = Vectors.allocate(source.size(), source.dimension());
    source.read(0, frames);
    return frames;
  }

  @Test
  void staysSmall() throws IOException {
    try (var files = Files.walk(EXAMPLES)) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(ExampleDataTest::size).sum())
          .isBetween(5_000_000L, 6_000_000L);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
