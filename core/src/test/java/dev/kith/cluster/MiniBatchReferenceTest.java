// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import static dev.kith.cluster.FloatResources.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.internal.random.RandomArrays;
import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same start and the same batches give the centroids of scikit-learn: as recorded from version
/// 1.2.1, and live where a Python can import it (`/usr/bin/python3`, or the one that the
/// environment variable `KITH_PYTHON` or the property `kith.python` names).
class MiniBatchReferenceTest {

  private static final String PYTHON =
      System.getProperty(
          "kith.python",
          Objects.requireNonNullElse(System.getenv("KITH_PYTHON"), "/usr/bin/python3"));
  private static final String SCRIPT = "mini_batch_with_sklearn.py";

  @TempDir Path folder;

  /// `capped` may replace half a batch at most, `many` uses sketches, `moving` stops when centroids
  /// hardly move, `never` replaces nothing and takes all its steps.
  @ParameterizedTest
  @CsvSource({
    "few, 24, 100, 100, 0, 0.01",
    "capped, 12, 8, 3, 0, 0.5",
    "many, 100, 256, 100, 0, 0.01",
    "moving, 48, 200, 100, 0.3, 0.01",
    "never, 24, 64, 1, 0, 0"
  })
  void givesTheRecordedCentroids(
      String name, int k, int batch, int iterations, double tolerance, double ratio)
      throws Exception {
    var options = options(batch, iterations, tolerance, ratio);
    check(FloatResources.points(), resources(), name, k, options);
  }

  private static MiniBatchOptions options(
      int batch, int iterations, double tolerance, double ratio) {
    return MiniBatchOptions.defaults()
        .batchSize(batch)
        .iterations(iterations)
        .tolerance(tolerance)
        .reassignment(ratio);
  }

  private static Path resources() throws URISyntaxException {
    var script = MiniBatchReferenceTest.class.getResource("minibatch/" + SCRIPT);
    return Path.of(Objects.requireNonNull(script, SCRIPT).toURI()).resolveSibling(".").normalize();
  }

  private static void check(
      Vectors points, Path folder, String name, int k, MiniBatchOptions options)
      throws IOException {
    var draws = RecordedDraws.read(folder, name);
    var start = Npy.read(folder.resolve(name + ".start.npy"));
    var result =
        MiniBatchKMeans.train(
            points,
            k,
            options.initialCentroids(start),
            BuildOptions.defaults().listener(BuildListener.SILENT),
            draws);
    float[] expected = floats(Npy.read(folder.resolve(name + ".centroids.npy")));
    assertThat(floats(result.centroids())).as(name).containsExactly(expected, within(1e-5f));
    assertThat(result.steps()).isEqualTo(Npy.readLongs(folder.resolve(name + ".steps.npy"))[0]);
    assertThat(draws.areUsedUp()).isTrue();
  }

  @Test
  void givesTheCentroidsOfScikitLearnBesideUs() throws Exception {
    assumeTrue(
        run("-c", "import sklearn, numpy") == 0,
        PYTHON + " cannot import sklearn and numpy; install python3-sklearn or set KITH_PYTHON");
    var points = blobs(20_000, 40, 150);
    Npy.write(folder.resolve("points.npy"), points);
    int code =
        run(
            resources().resolve(SCRIPT).toString(),
            folder.resolve("points.npy").toString(),
            folder.toString(),
            "live=200,512,100,0,0.01",
            "rare=90,300,100,0,0.3");
    assertThat(code).as(log()).isZero();
    check(points, folder, "live", 200, options(512, 100, 0, 0.01));
    check(points, folder, "rare", 90, options(300, 100, 0, 0.3));
  }

  /// Points around others, and so many that a batch hardly draws one twice: of two centroids in one
  /// place Kith chooses the first, and scikit-learn what its rounding prefers.
  private static Vectors blobs(int n, int d, int middles) {
    float[] middle = RandomArrays.gaussian(middles * d, 3);
    float[] values = RandomArrays.gaussian(n * d, 4);
    for (int i = 0; i < values.length; i++) {
      int blob = i / d * 7 % middles;
      values[i] = middle[blob * d + i % d] + values[i] / 3;
    }
    return Vectors.of(values, d);
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(PYTHON);
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("log").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // no such program
    }
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
  }
}
