// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpandCommandTest {

  @TempDir Path folder;

  private Path base(int rows) throws IOException {
    return TestData.npy(folder.resolve("base.npy"), rows, 16, 1);
  }

  private Path out() {
    return folder.resolve("out.npy");
  }

  @Test
  void expandsTheDatabase() throws IOException {
    var run = Run.kith("expand", base(300), "-f", "Flat", "--neighbors", 3, "-o", out());

    assertThat(run).returns(0, Run::code).returns("", Run::err);
    assertThat(run.out())
        .contains("300 vectors of 16 components", "its 3 neighbours by cosine to the power of 3")
        .contains("of length 1", "Flat of 300 vectors: built in ");
    var expanded = Npy.read(out());
    assertThat(expanded.size()).isEqualTo(300);
    assertThat(length(expanded.row(7))).isCloseTo(1, within(1e-6));
  }

  private static double length(float[] row) {
    double squares = 0;
    for (float x : row) {
      squares += (double) x * x;
    }
    return Math.sqrt(squares);
  }

  @Test
  void expandsQueriesAndKeepsTheirLengths() throws IOException {
    var queries = folder.resolve("queries.npy");
    Npy.write(queries, Vectors.of(new float[] {3, 4, 0, 0}, 2));
    var pair = folder.resolve("pair.npy");
    Npy.write(pair, Vectors.of(new float[] {0, 2, -5, 0}, 2));
    var run =
        Run.kith(
            "expand",
            pair,
            "--queries",
            queries,
            "--alpha",
            2,
            "-f",
            "Flat",
            "--norms",
            "original",
            "--neighbors",
            2,
            "-o",
            out());

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("itself and its 2 neighbours", "of the length that it had");
    assertThat(run.err()).contains("3 neighbours at an angle of 90 degrees or more");
    var expanded = Npy.read(out());
    double y = 0.8 + 0.8 * 0.8;
    assertThat(expanded.row(0))
        .containsExactly(
            new float[] {(float) (3 / Math.hypot(0.6, y)), (float) (5 * y / Math.hypot(0.6, y))},
            within(1e-5f));
    assertThat(expanded.row(1)).containsOnly(0f);
  }

  @Test
  void adaptsTheUsualIndexToFewVectorsOrFails() throws IOException {
    var run = Run.kith("expand", base(200), "-o", out());
    assertThat(run.code()).isZero();
    assertThat(run.err()).startsWith("notice: ").contains("512");
    assertThat(run.out()).contains("PQ8x4fs,RFlat of 200 vectors");

    Files.delete(out());
    var strict = Run.kith("expand", base(200), "-o", out(), "--strict");
    assertThat(strict).returns(1, Run::code).returns("", Run::out);
    assertThat(out()).doesNotExist();
  }

  @Test
  void reportsForPrograms() throws IOException {
    var report =
        Run.kith(
                "expand",
                base(400),
                "-f",
                "IVF64,Flat",
                "--nprobe",
                1,
                "--neighbors",
                50,
                "-o",
                out(),
                "--json")
            .object();
    assertThat(report.get("n").getAsLong()).isEqualTo(400);
    assertThat(report.get("norms").getAsString()).isEqualTo("unit");
    assertThat(report.get("missing").getAsLong()).isPositive();
    assertThat(report.get("factory").getAsString()).isEqualTo("IVF64,Flat");
  }

  @Test
  void refusesParametersThatTheIndexDoesNotHaveBeforeItIsBuilt() throws IOException {
    var run = Run.kith("expand", base(100), "-f", "Flat", "--nprobe", 3, "-o", out());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Flat has no parameter nprobe; it has none");
  }

  @Test
  void theSameSeedGivesTheSameFileOnAnyThreads() throws IOException {
    var base = base(700);
    Run.kith("expand", base, "-f", "IVF16,PQ8x4fs,RFlat", "-o", out(), "--threads", 1);
    byte[] first = Files.readAllBytes(out());
    Run.kith("expand", base, "-f", "IVF16,PQ8x4fs,RFlat", "-o", out(), "--threads", 2);
    assertThat(Files.readAllBytes(out())).isEqualTo(first);
  }
}
