// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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

class FrameMixerTest {

  private static final float MISSING = Float.MAX_VALUE;

  private final Vectors stored = Vectors.of(new float[][] {{1, 10}, {2, 20}, {4, 40}, {1, 10}});
  private final Vectors feature = Vectors.of(new float[][] {{100, -100}});
  private final FrameMixer mixer = new FrameMixer(FrameSource.of(stored));

  /// Arrays that tools/make_rvc_samples.py wrote with Faiss and numpy.
  @ParameterizedTest
  @CsvSource({"1.0, mixed_rate_100.npy", "0.75, mixed_rate_075.npy", "0.0, features.npy"})
  void givesWhatRvcGives(double rate, String expectedName) throws IOException {
    var features = sample("features.npy");
    var distances = sample("distances.npy");
    var ids = Npy.readLongRows(path("ids.npy"));
    var expected = sample(expectedName);
    var out = Vectors.allocate(ids.length, features.dimension());
    var samples = new FrameMixer(FrameSource.of(sample("frames.npy")));

    for (int row = 0; row < ids.length; row++) {
      samples.mix(features, row, found(distances.row(row), ids[row]), rate, out);
      assertThat(out.row(row)).containsExactly(expected.row(row), within(2e-6f));
    }
    assertThat(samples.exact()).isZero();
    assertThat(samples.unmatched()).isZero();
    long rowsWithMissing =
        Arrays.stream(ids).filter(row -> Arrays.stream(row).anyMatch(id -> id == -1)).count();
    assertThat(samples.partial()).isEqualTo(rowsWithMissing).isPositive();
  }

  @Test
  void weighsBySquaredInverseDistance() {
    // weights 1/1 and 1/4, normalised 0.8 and 0.2
    var mixed = mix(neighbors(new float[] {1, 2}, 0, 1), 0.5);
    assertThat(mixed)
        .containsExactly(new float[] {0.5f * 1.2f + 50, 0.5f * 12 - 50}, within(1e-5f));
    assertCounts(0, 0, 0);
  }

  @Test
  void distanceZeroGivesTheFrameItself() {
    var mixed = mix(neighbors(new float[] {0, 1, 2}, 0, 1, 2), 1);
    assertThat(mixed).containsExactly(1, 10);
    assertCounts(1, 0, 0);
  }

  @Test
  void severalAtDistanceZeroGiveTheirMean() {
    var mixed = mix(neighbors(new float[] {0, 0, 1}, 0, 3, 2), 1);
    assertThat(mixed).containsExactly(1, 10);
    var blended = mix(neighbors(new float[] {0, 0, 1}, 0, 3, 2), 0.25);
    assertThat(blended).containsExactly(75.25f, -72.5f);
    assertCounts(2, 0, 0);
  }

  @Test
  void threeEqualFramesGiveThatFrameToTheBit() {
    float[] odd = {0.1f, 1 / 3f, 1e-20f, 16_777_215};
    var frames = Vectors.of(new float[][] {odd, odd, odd});
    var mixed =
        mix(
            new FrameMixer(FrameSource.of(frames)),
            Vectors.allocate(1, 4),
            neighbors(new float[3], 0, 1, 2),
            1);
    assertThat(mixed).containsExactly(odd);
  }

  /// Rounding in an index can give distances just below 0.
  @Test
  void negativeDistancesCountAsZero() {
    var mixed = mix(neighbors(new float[] {-1e-6f, 3}, 2, 1), 1);
    assertThat(mixed).containsExactly(4, 40);
    assertCounts(1, 0, 0);
  }

  @Test
  void missingNeighboursHaveNoWeight() {
    var mixed = mix(neighbors(new float[] {1, 2, MISSING, MISSING}, 0, 1, -1, -1), 1);
    assertThat(mixed).containsExactly(new float[] {1.2f, 12}, within(1e-6f));
    assertCounts(0, 1, 0);
  }

  @Test
  void withoutNeighboursTheFeatureStays() {
    var mixed = mix(neighbors(new float[] {MISSING, MISSING}, -1, -1), 0.9);
    assertThat(mixed).containsExactly(100, -100);
    assertCounts(0, 0, 1);
  }

  @Test
  void faultyDistancesAreNoNeighbours() {
    var faulty = neighbors(new float[] {Float.NaN, Float.POSITIVE_INFINITY}, 0, 1);
    var mixed = mix(faulty, 1);
    assertThat(mixed).containsExactly(100, -100);
    assertCounts(0, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_VALUE, 1e-38f, 1e-20f, 1e19f, 1e38f})
  void distancesMayBeAsSmallOrLargeAsFloatsGo(float scale) {
    var mixed = mix(neighbors(new float[] {scale, 2 * scale}, 0, 1), 1);
    assertThat(mixed).containsExactly(new float[] {1.2f, 12}, within(1e-6f));
  }

  @Test
  void distancesMayLieFarApart() {
    var far = neighbors(new float[] {Float.MIN_VALUE, Float.MAX_VALUE}, 1, 2);
    assertThat(mix(far, 1)).containsExactly(2, 20);
  }

  @Test
  void rateZeroKeepsTheFeature() {
    var mixed = mix(neighbors(new float[] {1, 2}, 0, 1), 0);
    assertThat(mixed).containsExactly(100, -100);
  }

  @Test
  void anIdBeyondTheFramesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mix(neighbors(new float[] {1}, 4), 1))
        .withMessageContaining("found id 4, and there are 4 frames");
  }

  private float[] mix(FoundFrames neighbors, double rate) {
    return mix(mixer, feature, neighbors, rate);
  }

  private static float[] mix(
      FrameMixer mixer, Vectors feature, FoundFrames neighbors, double rate) {
    var out = Vectors.allocate(1, feature.dimension());
    mixer.mix(feature, 0, neighbors, rate, out);
    return out.row(0);
  }

  private static FoundFrames neighbors(float[] distances, long... ids) {
    return found(distances, ids);
  }

  private static FoundFrames found(float[] distances, long[] ids) {
    return new FoundFrames() {
      @Override
      public int k() {
        return ids.length;
      }

      @Override
      public long id(int rank) {
        return ids[rank];
      }

      @Override
      public float distance(int rank) {
        return distances[rank];
      }
    };
  }

  private void assertCounts(long exact, long partial, long unmatched) {
    assertThat(mixer.exact()).as("exact").isEqualTo(exact);
    assertThat(mixer.partial()).as("partial").isEqualTo(partial);
    assertThat(mixer.unmatched()).as("unmatched").isEqualTo(unmatched);
  }

  private static Vectors sample(String name) throws IOException {
    return Npy.read(path(name));
  }

  private static Path path(String name) {
    try {
      return Path.of(Objects.requireNonNull(FrameMixerTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
