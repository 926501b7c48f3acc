// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.internal.random.RandomArrays;
import dev.kith.vector.Vectors;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sketches leave out what is farther away and nothing else: the nearest centroid is that of a
/// comparison with all, bit for bit.
@Tag("kernel")
class NearestSearchTest {

  private static final Parallelism ONE = Parallelism.of(1);

  /// Vectors of a few dimensions that vary much, and others that vary little, `offset` away from
  /// zero.
  private static Vectors vectors(int n, int d, float offset, float rest, long seed) {
    float[] values = RandomArrays.gaussian(n * d, seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = offset + values[i] * (i % d < 12 ? 1 : rest);
    }
    return Vectors.of(values, d);
  }

  @ParameterizedTest
  @CsvSource({
    // n, k, d, offset, rest
    "300, 64, 32, 0, 0.1",
    "100, 1000, 256, 0, 0.3",
    "100, 1001, 33, 0, 1", // sketches say little
    "100, 130, 207, 1000, 0.1", // far from zero: much rounding
    "77, 200, 64, 0, 0", // nothing is left of the rest
    "77, 200, 702, 3, 0.01",
    "1, 65, 48, 0, 0.2"
  })
  void findsWhatAComparisonWithAllFinds(int n, int k, int d, float offset, float rest) {
    var centroids = vectors(k, d, offset, rest, 1);
    centroids.set(k - 1, centroids.row(3)); // of equal ones the first
    var points = vectors(n, d, offset, rest, 2);
    points.set(0, centroids.row(3));
    var sketched = new SketchedCentroids(centroids, sketch(vectors(50, d, offset, rest, 3)), ONE);
    check(sketched, centroids, points);
  }

  private static Sketch sketch(Vectors sample) {
    return Objects.requireNonNull(Sketch.of(sample, 16, NearestBy.NORMS));
  }

  private static long check(SketchedCentroids sketched, Vectors centroids, Vectors points) {
    int n = (int) points.size();
    int[] labels = new int[n];
    float[] distances = new float[n];
    long compared = sketched.assign(points, ONE, labels, distances);
    int[] expected = new int[n];
    float[] expectedDistances = new float[n];
    float[] values = new float[(int) centroids.size() * centroids.dimension()];
    centroids.copyRows(0, (int) centroids.size(), values, 0);
    new NearestCentroids(values, centroids.dimension(), NearestBy.NORMS)
        .assign(points, ONE, expected, expectedDistances);
    assertThat(labels).isEqualTo(expected);
    assertThat(distances).isEqualTo(expectedDistances);
    return compared;
  }

  /// As in silence: long vectors so close together that rounding decides, and distances below 0.
  @Test
  void decidesAsRoundingDoes() {
    var centroids = silence(300, 1);
    var points = silence(100, 2);
    var sketched = new SketchedCentroids(centroids, sketch(silence(80, 3)), ONE);
    check(sketched, centroids, points);
    float[] distances = new float[100];
    sketched.assign(points, ONE, new int[100], distances);
    assertThat(distances).contains(0f);
  }

  private static Vectors silence(int n, long seed) {
    float[] values = RandomArrays.gaussian(n * 64, seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = 4 + values[i] / 2000;
    }
    return Vectors.of(values, 64);
  }

  @Test
  void sparesMostComparisonsWhereFewDirectionsMatter() {
    var centroids = vectors(1000, 128, 0, 0.05f, 1);
    var points = vectors(200, 128, 0, 0.05f, 2);
    var sketched = new SketchedCentroids(centroids, sketch(points), ONE);
    assertThat(check(sketched, centroids, points)).isLessThan(200 * 1000 / 20);
  }

  @Test
  void seesCentroidsThatHaveMoved() {
    var centroids = vectors(100, 64, 0, 0.2f, 1);
    var points = vectors(60, 64, 0, 0.2f, 2);
    var sketched = new SketchedCentroids(centroids, sketch(points), ONE);
    int[] moved = {7, 99, 64};
    for (int i = 0; i < moved.length; i++) {
      centroids.set(moved[i], points.row(i));
    }
    sketched.refresh(centroids, moved, moved.length, ONE);
    check(sketched, centroids, points);
  }

  /// Gaussian noise: neither 16 directions nor 64 say enough, and in the end all is compared.
  @Test
  void givesSketchesUpWhereTheySpareNothing() {
    var centroids = vectors(500, 768, 0, 1, 1);
    var points = vectors(40, 768, 0, 1, 2);
    var search =
        new NearestSearch(
            centroids, new Sketches(vectors(400, 768, 0, 1, 3), NearestBy.NORMS), ONE);
    int[] first = new int[40];
    int[] labels = new int[40];
    float[] distances = new float[40];
    search.assign(points, first, distances);
    for (int round = 0; round < 4; round++) {
      assertThat(search.usesSketches()).isEqualTo(round < 2);
      search.assign(points, labels, distances);
      assertThat(labels).isEqualTo(first);
    }
  }
}
