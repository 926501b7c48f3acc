// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @TempDir Path folder;

  private Path examples() throws IOException {
    Path examples = folder.resolve("example data");
    TestData.experiment(examples.resolve("voices").resolve(Examples.VOICE), 1);
    TestData.experiment(examples.resolve("voices").resolve(Examples.SOURCE), 5);
    return examples;
  }

  @Test
  void tellsAStoryAndWhereItsFilesAre() throws IOException {
    Path work = folder.resolve("work here");
    var run = Run.kith("demo", "--examples", examples(), "--dir", work);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("1. A voice: 2 recordings", "90 frames", "5. Mixing", "nprobe")
        .contains("'" + work + "'", "kith info '");
    assertThat(work.resolve("mixed.npy")).exists();
    assertThat(work.resolve(Examples.VOICE).resolve("total_fea.npy")).exists();
  }

  @Test
  void reportsFigures() throws IOException {
    var run = Run.kith("demo", "--examples", examples(), "--json");
    var figures = run.object();
    assertThat(figures.get("frames").getAsLong()).isEqualTo(90);
    var searches = figures.getAsJsonArray("searches");
    var all = searches.get(searches.size() - 1).getAsJsonObject();
    assertThat(all.get("recall").getAsDouble()).isEqualTo(1);
    assertThat(figures.get("distance_after").getAsDouble())
        .isLessThan(figures.get("distance_before").getAsDouble());
  }

  @Test
  void aTemporaryFolderIsRemovedWithAllThatIsInIt() throws IOException {
    Path path;
    try (var work = WorkFolder.temporary(false)) {
      path = work.path();
      Files.createDirectories(path.resolve("a").resolve("b"));
      Files.writeString(path.resolve("a").resolve("c"), "c");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void missingDataIsExplained() {
    var run = Run.kith("demo", "--examples", folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("the example data is not here", "--examples DIR");
  }
}
