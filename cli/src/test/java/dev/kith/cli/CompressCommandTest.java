// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.BuildOptions;
import dev.kith.cluster.MiniBatchKMeans;
import dev.kith.io.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressCommandTest {

  @TempDir Path folder;

  /// Two files, 340 rows.
  private Path features() throws IOException {
    Path features = Files.createDirectories(folder.resolve("3_feature256"));
    TestData.npy(features.resolve("0_1.npy"), 300, 8, 1);
    TestData.npy(features.resolve("0_2.npy"), 40, 8, 2);
    return features;
  }

  private Path out() {
    return folder.resolve("total_fea.npy");
  }

  @Test
  void aFolderBecomesCentroids() throws IOException {
    var run = Run.kith("compress", features(), "-n", 20, "-o", out(), "--batch-size", 64);

    assertThat(run).returns(0, Run::code).returns("", Run::err);
    assertThat(run.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("20 vectors of 8 components for 340 rows in 2 files"),
            line -> assertThat(line).matches("[\\d,]+ steps of mini-batch k-means in .*inertia.*"));
    assertThat(Npy.header(out()).shape()).containsExactly(20L, 8L);
  }

  @Test
  void reportsForPrograms() throws IOException {
    var report =
        Run.kith("compress", features(), "-n", 20, "-o", out(), "--init", "k-means++", "--json")
            .object();
    assertThat(report.get("rows").getAsLong()).isEqualTo(340);
    assertThat(report.get("centroids").getAsLong()).isEqualTo(20);
    assertThat(report.get("steps").getAsLong()).isPositive();
    assertThat(report.get("notices").getAsJsonArray()).isEmpty();
    var vectors = InputFiles.source(List.of(features().toString()));
    double inertia =
        MiniBatchKMeans.inertia(vectors, Npy.read(out()), BuildOptions.defaults()) / 340;
    assertThat(report.get("inertia_per_row").getAsDouble()).isEqualTo(inertia, Offset.offset(1e-9));
  }

  @Test
  void theSameSeedGivesTheSameFileOnAnyThreads() throws IOException {
    var features = features();
    Run.kith("compress", features, "-n", 70, "-o", out(), "--seed", 3, "--threads", 1);
    byte[] first = Files.readAllBytes(out());
    Run.kith("compress", features, "-n", 70, "-o", out(), "--seed", 3, "--threads", 2);
    assertThat(Files.readAllBytes(out())).isEqualTo(first);
    Run.kith("compress", features, "-n", 70, "-o", out(), "--seed", 4);
    assertThat(Files.readAllBytes(out())).isNotEqualTo(first);
  }

  @Test
  void fewRowsAreCopiedWithANotice() throws IOException {
    Path few = TestData.npy(folder.resolve("few.npy"), 5, 3, 1);
    var run = Run.kith("compress", few, "-n", 100, "-o", out());
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "notice: 5 rows for 100 vectors that were asked for: there is nothing to compress, and"
                + " the rows are copied as they are");
    assertThat(Files.mismatch(few, out())).isEqualTo(-1);
  }

  @Test
  void strictRefusesFewRows() throws IOException {
    Path few = TestData.npy(folder.resolve("few.npy"), 5, 3, 1);
    var run = Run.kith("compress", few, "-n", 5, "-o", out(), "--strict");
    assertThat(run).returns(1, Run::code).returns("", Run::out);
    assertThat(run.err()).contains("5 rows for 5 vectors", "ask for fewer with -n");
    assertThat(out()).doesNotExist();
  }

  @Test
  void neverWritesOverItsInput() throws IOException {
    Path few = TestData.npy(folder.resolve("few.npy"), 50, 3, 1);
    var run = Run.kith("compress", few, "-n", 5, "-o", few);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("both input and output");
  }
}
