// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kith.Neighbors;
import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixerTest {

  private static final float MISSING = Float.MAX_VALUE;

  private final Vectors stored = Vectors.of(new float[][] {{1, 10}, {2, 20}, {4, 40}, {1, 10}});
  private final Vectors feature = Vectors.of(new float[][] {{100, -100}});
  private final Mixer mixer = new Mixer(FrameSource.of(stored));

  /// Arrays that tools/make_rvc_samples.py wrote with Faiss and numpy.
  @ParameterizedTest
  @CsvSource({"1.0, mixed_rate_100.npy", "0.75, mixed_rate_075.npy", "0.0, features.npy"})
  void givesWhatRvcGives(double rate, String expectedName) throws IOException {
    var features = sample("features.npy");
    var distances = sample("distances.npy");
    var ids = Npy.readLongRows(path("ids.npy"));
    var flatIds = Arrays.stream(ids).flatMapToLong(Arrays::stream).toArray();
    var flatDistances = new float[flatIds.length];
    distances.copyRows(0, ids.length, flatDistances, 0);
    var neighbors = new Neighbors(ids.length, 8, flatDistances, flatIds);

    var mixed = new Mixer(FrameSource.of(sample("frames.npy"))).mix(features, neighbors, rate);

    var expected = sample(expectedName);
    for (int row = 0; row < ids.length; row++) {
      assertThat(mixed.features().row(row)).containsExactly(expected.row(row), within(2e-6f));
    }
    assertThat(mixed.exact()).isZero();
    assertThat(mixed.unmatched()).isZero();
    long rowsWithMissing =
        Arrays.stream(ids).filter(row -> Arrays.stream(row).anyMatch(id -> id == -1)).count();
    assertThat(mixed.partial()).isEqualTo(rowsWithMissing).isPositive();
  }

  @Test
  void weighsBySquaredInverseDistance() {
    // weights 1/1 and 1/4, normalised 0.8 and 0.2
    var mixed = mixer.mix(feature, neighbors(new float[] {1, 2}, 0, 1), 0.5);
    assertThat(mixed.features().row(0))
        .containsExactly(new float[] {0.5f * 1.2f + 50, 0.5f * 12 - 50}, within(1e-5f));
    assertCounts(mixed, 0, 0, 0);
  }

  @Test
  void distanceZeroGivesTheFrameItself() {
    var mixed = mixer.mix(feature, neighbors(new float[] {0, 1, 2}, 0, 1, 2), 1);
    assertThat(mixed.features().row(0)).containsExactly(1, 10);
    assertCounts(mixed, 1, 0, 0);
  }

  @Test
  void severalAtDistanceZeroGiveTheirMean() {
    var mixed = mixer.mix(feature, neighbors(new float[] {0, 0, 1}, 0, 3, 2), 1);
    assertThat(mixed.features().row(0)).containsExactly(1, 10);
    var blended = mixer.mix(feature, neighbors(new float[] {0, 0, 1}, 0, 3, 2), 0.25);
    assertThat(blended.features().row(0)).containsExactly(75.25f, -72.5f);
    assertCounts(blended, 1, 0, 0);
  }

  @Test
  void threeEqualFramesGiveThatFrameToTheBit() {
    float[] odd = {0.1f, 1 / 3f, 1e-20f, 16_777_215};
    var frames = Vectors.of(new float[][] {odd, odd, odd});
    var mixed =
        new Mixer(FrameSource.of(frames))
            .mix(Vectors.allocate(1, 4), neighbors(new float[3], 0, 1, 2), 1);
    assertThat(mixed.features().row(0)).containsExactly(odd);
  }

  /// Rounding in an index can give distances just below 0.
  @Test
  void negativeDistancesCountAsZero() {
    var mixed = mixer.mix(feature, neighbors(new float[] {-1e-6f, 3}, 2, 1), 1);
    assertThat(mixed.features().row(0)).containsExactly(4, 40);
    assertCounts(mixed, 1, 0, 0);
  }

  @Test
  void missingNeighboursHaveNoWeight() {
    var mixed =
        mixer.mix(feature, neighbors(new float[] {1, 2, MISSING, MISSING}, 0, 1, -1, -1), 1);
    assertThat(mixed.features().row(0)).containsExactly(new float[] {1.2f, 12}, within(1e-6f));
    assertCounts(mixed, 0, 1, 0);
  }

  @Test
  void withoutNeighboursTheFeatureStays() {
    var mixed = mixer.mix(feature, neighbors(new float[] {MISSING, MISSING}, -1, -1), 0.9);
    assertThat(mixed.features().row(0)).containsExactly(100, -100);
    assertCounts(mixed, 0, 0, 1);
  }

  @Test
  void faultyDistancesAreNoNeighbours() {
    var faulty = neighbors(new float[] {Float.NaN, Float.POSITIVE_INFINITY}, 0, 1);
    var mixed = mixer.mix(feature, faulty, 1);
    assertThat(mixed.features().row(0)).containsExactly(100, -100);
    assertCounts(mixed, 0, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_VALUE, 1e-38f, 1e-20f, 1e19f, 1e38f})
  void distancesMayBeAsSmallOrLargeAsFloatsGo(float scale) {
    var mixed = mixer.mix(feature, neighbors(new float[] {scale, 2 * scale}, 0, 1), 1);
    assertThat(mixed.features().row(0)).containsExactly(new float[] {1.2f, 12}, within(1e-6f));
  }

  @Test
  void distancesMayLieFarApart() {
    var far = neighbors(new float[] {Float.MIN_VALUE, Float.MAX_VALUE}, 1, 2);
    assertThat(mixer.mix(feature, far, 1).features().row(0)).containsExactly(2, 20);
  }

  @Test
  void rateZeroKeepsTheFeature() {
    var mixed = mixer.mix(feature, neighbors(new float[] {1, 2}, 0, 1), 0);
    assertThat(mixed.features().row(0)).containsExactly(100, -100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void otherRatesAreRefused(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mixer.mix(feature, neighbors(new float[] {1}, 0), rate))
        .withMessageContaining("the rate is " + rate + ", and must be from 0");
  }

  @Test
  void argumentsThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mixer.mix(feature, neighbors(new float[] {1}, 4), 1))
        .withMessageContaining("found id 4, and there are 4 frames");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mixer.mix(stored, neighbors(new float[] {1}, 0), 1))
        .withMessage("there are neighbours for 1 frames, and 4 frames");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mixer.mix(Vectors.allocate(1, 3), neighbors(new float[] {1}, 0), 1))
        .withMessageContaining("the features have 3 components and the stored frames 2");
  }

  private static Neighbors neighbors(float[] distances, long... ids) {
    return new Neighbors(1, ids.length, distances, ids);
  }

  private static void assertCounts(Mixed mixed, long exact, long partial, long unmatched) {
    assertThat(mixed.exact()).as("exact").isEqualTo(exact);
    assertThat(mixed.partial()).as("partial").isEqualTo(partial);
    assertThat(mixed.unmatched()).as("unmatched").isEqualTo(unmatched);
  }

  private static Vectors sample(String name) throws IOException {
    return Npy.read(path(name));
  }

  private static Path path(String name) {
    try {
      return Path.of(Objects.requireNonNull(MixerTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
