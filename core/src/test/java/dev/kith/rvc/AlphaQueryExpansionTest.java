// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.internal.random.RandomArrays;
import dev.kith.io.Npy;
import dev.kith.io.VectorFiles;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaQueryExpansionTest {

  private static final String SCRIPT = "expand_with_numpy.py";
  private static final String PYTHON =
      System.getProperty(
          "kith.python",
          Objects.requireNonNullElse(System.getenv("KITH_PYTHON"), "/usr/bin/python3"));
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);
  private static final ExpansionOptions DEFAULTS = ExpansionOptions.defaults();

  @TempDir Path folder;

  private static Index index(VectorSource base, String factory) {
    return AlphaQueryExpansion.index(base, IndexSpec.parse(factory), QUIET);
  }

  private static ExpansionOptions options(double alpha, int neighbors, ExpansionNorms norms) {
    return new ExpansionOptions(
        alpha, neighbors, norms, SearchOptions.defaults(), BuildListener.SILENT);
  }

  private static Vectors database(VectorSource base, String factory, ExpansionOptions options) {
    try (var index = index(base, factory)) {
      return all(new AlphaQueryExpansion(base, index, options).database());
    }
  }

  private static Vectors all(VectorSource source) {
    var read = Vectors.allocate(source.size(), source.dimension());
    source.read(0, read);
    return read;
  }

  private static float[] floats(Vectors vectors) {
    float[] values = new float[(int) vectors.size() * vectors.dimension()];
    vectors.copyRows(0, (int) vectors.size(), values, 0);
    return values;
  }

  private static Path resources() throws URISyntaxException {
    var script = AlphaQueryExpansionTest.class.getResource("expansion/" + SCRIPT);
    return Path.of(Objects.requireNonNull(script, SCRIPT).toURI()).resolveSibling(".").normalize();
  }

  @ParameterizedTest
  @CsvSource({
    "usual, 3, 10, UNIT, true",
    "lengths, 3, 10, ORIGINAL, true",
    "root, 0.5, 140, UNIT, true",
    "even, 0, 5, UNIT, true",
    "alone, 3, 1, ORIGINAL, true",
    "others, 3, 10, UNIT, false",
    "otherlengths, 2, 140, ORIGINAL, false"
  })
  void exactSearchGivesTheFormula(
      String name, double alpha, int neighbors, ExpansionNorms norms, boolean ofBase)
      throws Exception {
    check(resources(), name, options(alpha, neighbors, norms), ofBase);
  }

  private static void check(Path folder, String name, ExpansionOptions options, boolean ofBase)
      throws IOException {
    var base = VectorFiles.open(List.of(folder.resolve("base.npy")));
    var queries = Npy.read(folder.resolve("queries.npy"));
    try (var index = index(base, "Flat")) {
      var expansion = new AlphaQueryExpansion(base, index, options);
      var expanded = ofBase ? expansion.database() : expansion.queries(queries);
      assertThat(floats(all(expanded)))
          .as(name)
          .containsExactly(floats(Npy.read(folder.resolve(name + ".npy"))), within(1e-5f));
    }
  }

  @Test
  void givesWhatNumpyBesideUsGives() throws Exception {
    assumeTrue(run("-c", "import numpy") == 0, PYTHON + " cannot import numpy; set KITH_PYTHON");
    Npy.write(folder.resolve("base.npy"), gaussian(3000, 48, 1));
    Npy.write(folder.resolve("queries.npy"), gaussian(50, 48, 2));
    int code =
        run(
            resources().resolve(SCRIPT).toString(),
            folder.toString(),
            "live=3,10,unit,base",
            "others=1.5,20,original,queries");
    assertThat(code).isZero();
    check(folder, "live", options(3, 10, ExpansionNorms.UNIT), true);
    check(folder, "others", options(1.5, 20, ExpansionNorms.ORIGINAL), false);
  }

  private static Vectors gaussian(int n, int d, long seed) {
    return Vectors.of(RandomArrays.gaussian(n * d, seed), d);
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(PYTHON));
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

  @Test
  void rowsOfAFileAreWhatRowsOfMemoryAre() throws IOException {
    var base = gaussian(5000, 8, 3);
    var file = folder.resolve("expanded.npy");
    try (var index = index(base, "IVF16,Flat")) {
      var expanded = new AlphaQueryExpansion(base, index, DEFAULTS).database();
      Npy.write(file, expanded);
      var rows = Vectors.allocate(3, 8);
      expanded.gather(new long[] {4999, 7, 7}, rows);
      var written = Npy.read(file);
      assertThat(floats(written)).isEqualTo(floats(all(expanded)));
      assertThat(rows.row(0)).isEqualTo(written.row(4999));
      assertThat(rows.row(2)).isEqualTo(written.row(7));
    }
  }

  @Test
  void doesNotDependOnThreads() {
    var base = gaussian(700, 16, 4);
    var one = DEFAULTS.search().threads(1);
    var three = DEFAULTS.search().threads(3);
    for (String factory : List.of("Flat", "IVF8,PQ8x4fs,RFlat")) {
      assertThat(floats(database(base, factory, searchedBy(three))))
          .isEqualTo(floats(database(base, factory, searchedBy(one))));
    }
  }

  private static ExpansionOptions searchedBy(SearchOptions search) {
    return new ExpansionOptions(3, 10, ExpansionNorms.UNIT, search, BuildListener.SILENT);
  }

  /// A list of one vector leaves 9 of 10 neighbours missing.
  @Test
  void missingNeighboursAreLeftOutAndCounted() {
    var base = Vectors.of(new float[] {1, 0, 0, 2, -3, 0, 0, -4}, 2);
    try (var index = index(base, "IVF4,Flat")) {
      var expansion = new AlphaQueryExpansion(base, index, options(3, 10, ExpansionNorms.ORIGINAL));
      assertThat(floats(all(expansion.database()))).containsExactly(floats(base), within(1e-6f));
      assertThat(expansion.counts()).isEqualTo(new ExpansionCounts(4, 4, 36, 0));
    }
  }

  /// Codes so coarse that a vector is not among its own neighbours.
  @Test
  void aVectorIsAlwaysItsOwnNeighbour() {
    var base = gaussian(400, 16, 5);
    try (var index = index(base, "PQ2x2")) {
      var expanded =
          new AlphaQueryExpansion(base, index, options(3, 1, ExpansionNorms.ORIGINAL)).database();
      assertThat(floats(all(expanded))).containsExactly(floats(base), within(1e-5f));
    }
  }

  @Test
  void oppositeVectorsWeighNothing() {
    var base = Vectors.of(new float[] {1, 0, -1, 0, 0.6f, 0.8f}, 2);
    try (var index = index(base, "Flat")) {
      var expansion = new AlphaQueryExpansion(base, index, options(1, 3, ExpansionNorms.UNIT));
      var expanded = all(expansion.database());
      double x = 1 + 0.6 * 0.6;
      double y = 0.6 * 0.8;
      double length = Math.hypot(x, y);
      assertThat(expanded.row(0))
          .containsExactly(new float[] {(float) (x / length), (float) (y / length)}, within(1e-6f));
      assertThat(expanded.row(1)).containsExactly(new float[] {-1, 0}, within(1e-6f));
      assertThat(expansion.counts().opposed()).isEqualTo(4);
    }
  }

  @Test
  void oddDataHasAnExpansion() {
    var one = Vectors.of(new float[] {3, 4}, 2);
    assertThat(database(one, "Flat", DEFAULTS).row(0))
        .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    var zeros = Vectors.allocate(5, 4);
    for (var norms : ExpansionNorms.values()) {
      assertThat(floats(database(zeros, "Flat", options(0, 3, norms)))).containsOnly(0f);
    }
    var equal = Vectors.of(new float[] {3, 4, 3, 4, 3, 4}, 2);
    assertThat(floats(database(equal, "Flat", options(3, 2, ExpansionNorms.ORIGINAL))))
        .containsExactly(new float[] {3, 4, 3, 4, 3, 4}, within(1e-5f));
  }

  @Test
  void usualIndexIsThatOfTheDocument() {
    assertThat(AlphaQueryExpansion.usualIndex(256)).hasToString("IVF512,PQ128x4fs,RFlat");
    assertThat(AlphaQueryExpansion.usualIndex(7)).hasToString("IVF512,Flat");
  }

  @Test
  void saysWhatDoesNotFit() {
    var base = gaussian(10, 4, 6);
    try (var index = index(base, "Flat");
        var numbered = IndexFactory.create(4, "IDMap,Flat", Metric.L2)) {
      assertThatThrownBy(() -> new AlphaQueryExpansion(gaussian(9, 4, 6), index, DEFAULTS))
          .hasMessageContaining("10 vectors of dimension 4")
          .hasMessageContaining("9 of dimension 4");
      var expansion = new AlphaQueryExpansion(base, index, DEFAULTS);
      assertThatThrownBy(() -> expansion.queries(gaussian(2, 3, 6)))
          .hasMessageContaining("dimension 3");
      numbered.add(base, new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 99}, QUIET);
      assertThatThrownBy(() -> all(new AlphaQueryExpansion(base, numbered, DEFAULTS).database()))
          .hasMessageContaining("id 99");
    }
    assertThatThrownBy(() -> options(Double.NaN, 3, ExpansionNorms.UNIT))
        .hasMessageContaining("alpha is NaN");
    assertThatThrownBy(() -> options(3, 0, ExpansionNorms.UNIT))
        .hasMessageContaining("neighbors is 0");
  }

  @Test
  void canBeCancelled() {
    var cancelled =
        new BuildListener() {
          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    var options =
        new ExpansionOptions(3, 10, ExpansionNorms.UNIT, SearchOptions.defaults(), cancelled);
    assertThatThrownBy(() -> database(gaussian(10, 4, 6), "Flat", options))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("before row 0 of 10");
  }
}
