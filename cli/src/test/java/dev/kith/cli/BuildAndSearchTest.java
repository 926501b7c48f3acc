// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.factory.IndexFactory;
import dev.kith.faiss.FaissFiles;
import dev.kith.io.Npy;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildAndSearchTest {

  @TempDir Path folder;

  private Path base() throws IOException {
    return TestData.npy(folder.resolve("base.npy"), 60, 4, 1);
  }

  private Path built(Object... more) throws IOException {
    Path index = folder.resolve("x.index");
    Object[] all = new Object[more.length + 6];
    Object[] first = {"build", base(), "-f", "Flat", "-o", index};
    System.arraycopy(first, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    assertThat(Run.kith(all)).returns(0, Run::code).returns("", Run::err);
    return index;
  }

  @Test
  void buildReports() throws IOException {
    Path index = folder.resolve("x.index");
    var run = Run.kith("build", base(), "-f", "Flat", "-o", index, "--json");
    assertThat(run.code()).isZero();
    var report = run.object();
    assertThat(report.keySet())
        .containsExactly(
            "file",
            "bytes",
            "factory",
            "metric",
            "estimated_bytes",
            "planned_memory_bytes",
            "planned_s",
            "training_rows",
            "n",
            "d",
            "train_s",
            "add_s",
            "notices",
            "advice");
    assertThat(report.get("n").getAsLong()).isEqualTo(60);
    assertThat(report.get("bytes").getAsLong()).isEqualTo(Files.size(index));
  }

  @Test
  void findsEachVectorItself() throws IOException {
    Path prefix = folder.resolve("found");
    var run =
        Run.kith("search", built(), folder.resolve("base.npy"), "-k", 3, "-o", prefix, "--json");
    assertThat(run.code()).isZero();
    assertThat(run.object().get("queries").getAsInt()).isEqualTo(60);
    assertThat(run.object().get("found").getAsInt()).isEqualTo(180);
    long[] ids = Npy.readLongs(firstColumn(folder.resolve("found.I.npy")));
    assertThat(ids).hasSize(60);
    for (int i = 0; i < ids.length; i++) {
      assertThat(ids[i]).isEqualTo(i);
    }
    var distances = Npy.read(folder.resolve("found.D.npy"));
    assertThat(distances.dimension()).isEqualTo(3);
    assertThat(distances.get(17, 0)).isZero();
  }

  /// A file of the first of three ids of each row.
  private Path firstColumn(Path file) throws IOException {
    long[][] rows = Npy.readLongRows(file);
    long[] first = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      first[i] = rows[i][0];
    }
    Path column = folder.resolve("column.npy");
    Npy.write(column, first, rows.length, 1);
    return column;
  }

  @Test
  void fewerVectorsThanWantedAreCounted() throws IOException {
    var run =
        Run.kith(
            "search", built(), folder.resolve("base.npy"), "-k", 70, "-o", folder.resolve("f"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("3,600 neighbours found", "all 70 for 0 queries");
  }

  @Test
  void anIndexWithoutVectorsIsRefused() throws IOException {
    Path empty = folder.resolve("trained.index");
    try (var index = IndexFactory.create(4, "IVF2,Flat", Metric.L2)) {
      index.train(Npy.read(base()));
      FaissFiles.write(index, empty);
    }
    Path prefix = folder.resolve("f");
    var run = Run.kith("search", empty, folder.resolve("base.npy"), "-k", 3, "-o", prefix);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("trained.index is trained but holds no vectors", "added_");
    assertThat(folder.resolve("f.D.npy")).doesNotExist();
  }

  @Test
  void anIndexThatTakesTooMuchMemoryIsRefused() throws IOException {
    var run = Run.kith("info", built(), "--memory", "500");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no more than 500 bytes of memory", "--memory");
    assertThat(Run.kith("info", built(), "--memory", "2MiB").code()).isZero();
    assertThat(Run.kith("info", built(), "--memory", "much").code()).isEqualTo(2);
    assertThat(Run.kith("info", built(), "--memory", "99999999999T").code()).isEqualTo(2);
  }

  @Test
  void idsOfTheUserAreFound() throws IOException {
    long[] ids = new long[60];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = 1000L + i;
    }
    Path file = folder.resolve("ids.npy");
    Npy.write(file, ids, 60, 1);
    Path index = folder.resolve("x.index");
    assertThat(Run.kith("build", base(), "-f", "IDMap,Flat", "--ids", file, "-o", index).code())
        .isZero();
    Path prefix = folder.resolve("f");
    Run.kith("search", index, folder.resolve("base.npy"), "-k", 1, "-o", prefix);
    assertThat(Npy.readLongs(folder.resolve("f.I.npy"))).isEqualTo(ids);
  }

  @Test
  void tooFewIdsAreRefusedBeforeTheWork() throws IOException {
    Path file = folder.resolve("ids.npy");
    Npy.write(file, new long[] {1, 2}, 2, 1);
    Path index = folder.resolve("x.index");
    var run = Run.kith("build", base(), "-f", "IDMap,Flat", "--ids", file, "-o", index);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("holds 2 ids for 60 vectors");
    assertThat(index).doesNotExist();
  }

  @Test
  void cosineIgnoresLength() throws IOException {
    Path index = built("--metric", "cosine");
    var queries = TestData.gaussian(60, 4, 1);
    for (int i = 0; i < queries.size(); i++) {
      float[] row = queries.row(i);
      for (int j = 0; j < row.length; j++) {
        row[j] *= 1 + i;
      }
      queries.set(i, row);
    }
    Path file = folder.resolve("long.npy");
    Npy.write(file, queries);
    Path prefix = folder.resolve("f");
    assertThat(Run.kith("search", index, file, "-k", 1, "-o", prefix).code()).isZero();
    assertThat(Npy.readLongs(folder.resolve("f.I.npy"))).startsWith(0, 1, 2, 3);
    assertThat(Npy.read(folder.resolve("f.D.npy")).get(5, 0)).isBetween(0.9999f, 1.0001f);
  }

  @Test
  void convertKeepsWhatIsInTheFile() throws IOException {
    Path copy = folder.resolve("copy.index");
    var run = Run.kith("convert", built(), copy, "--json");
    assertThat(run.code()).isZero();
    assertThat(run.object().get("identical").getAsBoolean()).isTrue();
    assertThat(copy).hasSameBinaryContentAs(folder.resolve("x.index"));
  }

  @Test
  void infoDescribesTheIndex() throws IOException {
    Path index = built();
    assertThat(Run.kith("info", index).out()).contains("60 vectors of 4 components");
    var report = Run.kith("info", index, "--json").object();
    assertThat(report.get("n").getAsLong()).isEqualTo(60);
    assertThat(report.get("d").getAsInt()).isEqualTo(4);
    assertThat(report.get("file_bytes").getAsLong()).isEqualTo(Files.size(index));
    assertThat(report.has("parts")).isTrue();
  }

  @Test
  void anUnknownParameterFailsAndWritesNothing() throws IOException {
    var run =
        Run.kith(
            "search",
            built(),
            folder.resolve("base.npy"),
            "-k",
            1,
            "--nprobe",
            2,
            "-o",
            folder.resolve("f"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("nprobe");
    assertThat(folder.resolve("f.I.npy")).doesNotExist();
  }

  @Test
  void ofTwoFilesNeitherIsLeftAlone() throws IOException {
    // a link into a folder that is not there: found out only while writing
    Path index = built();
    Path prefix = folder.resolve("f");
    Files.createSymbolicLink(folder.resolve("f.I.npy"), Path.of("missing", "x"));
    var run = Run.kith("search", index, folder.resolve("base.npy"), "-k", 1, "-o", prefix);
    assertThat(run.code()).isEqualTo(1);
    assertThat(folder.resolve("f.D.npy")).doesNotExist();
  }

  @Test
  void saysWhatIsWrongWithFiles() throws IOException {
    Path none = folder.resolve("none.npy");
    var missing = Run.kith("build", none, "-f", "Flat", "-o", folder.resolve("x.index"));
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).startsWith("kith: ").contains(none.toString(), "no such file");
    assertThat(missing.err().lines()).hasSize(1);

    var notAnIndex = Run.kith("info", base());
    assertThat(notAnIndex.code()).isEqualTo(1);
    assertThat(notAnIndex.err()).contains("base.npy", "expected", "found");

    Path nowhere = folder.resolve("none").resolve("x.index");
    var noFolder = Run.kith("build", base(), "-f", "Flat", "-o", nowhere);
    assertThat(noFolder.code()).isEqualTo(1);
    assertThat(noFolder.err()).contains("no such folder");
  }

  @Test
  void aWrongFactoryStringIsWrongUsage() throws IOException {
    var run = Run.kith("build", base(), "-f", "Fat", "-o", folder.resolve("x.index"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Fat", "^");
    assertThat(folder.resolve("x.index")).doesNotExist();
  }

  @Test
  void namesOutsideAsciiAreNamesLikeAnyOther() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("голос 声 🎤"));
    Path index = odd.resolve("@индекс.index");
    assertThat(Run.kith("build", base(), "-f", "Flat", "-o", index).code()).isZero();
    assertThat(index).exists();
  }
}
