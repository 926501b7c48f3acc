// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small and odd data, and advice, as users meet them.
class SmallDataTest {

  @TempDir Path folder;

  private Path index() {
    return folder.resolve("x.index");
  }

  private Run build(Path base, String factory, Object... more) {
    Object[] first = {"build", base, "-f", factory, "-o", index()};
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Run.kith(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1   | IVF64,PQ8x4fs,RFlat            | IVF1,Flat,RFlat",
        "2   | PQ4                            | PQ4x1",
        "10  | IVF64,Flat                     | IVF1,Flat",
        "40  | IDMap2,OPQ8,IVF64,PQ8x4fs      | IDMap2,IVF1,PQ8x4fs",
        "100 | IVF128,PQ4+4                   | IVF2,Flat",
        "200 | PCA12,IMI2x8,SQ8               | PCA12,IMI2x7,SQ8"
      })
  void fewVectorsAreAdaptedToWithOneNotice(int rows, String factory, String built)
      throws IOException {
    Path base = TestData.npy(folder.resolve("base.npy"), rows, 16, 1);
    var run = build(base, factory);

    assertThat(run).returns(0, Run::code);
    assertThat(run.err())
        .hasLineCount(1)
        .startsWith("notice: ")
        .contains("too few for " + factory, "what fits is " + built);
    assertThat(run.out()).startsWith(built + ", squared L2");
    assertThat(Run.kith("info", index(), "--json").object().get("factory").getAsString())
        .isEqualTo(built);
    assertSearched(base, rows);
  }

  private void assertSearched(Path queries, int rows) throws IOException {
    var run = Run.kith("search", index(), queries, "-k", 7, "-o", folder.resolve("f"));

    assertThat(run).as(run.err()).returns(0, Run::code);
    assertThat(Npy.read(folder.resolve("f.D.npy")).firstNonFinite()).isEmpty();
    assertThat(Arrays.asList(Npy.readLongRows(folder.resolve("f.I.npy"))))
        .allSatisfy(ids -> assertThat(ids[0]).isBetween(0L, rows - 1L));
  }

  @Test
  void strictFailsWithTheSameSentence() throws IOException {
    Path base = TestData.npy(folder.resolve("base.npy"), 10, 16, 1);
    String notice = build(base, "IVF64,PQ4").err();
    Files.delete(index());
    var run = build(base, "IVF64,PQ4", "--strict");

    assertThat(run).returns(1, Run::code);
    assertThat(run.err()).isEqualTo(notice.replace("notice: ", "kith: "));
    assertThat(index()).doesNotExist();
    assertThat(build(base, "IVF1,PQ4x3", "--strict")).returns(0, Run::code);
  }

  @Test
  void programsReadNoticesAndAdvice() throws IOException {
    Path base = TestData.npy(folder.resolve("base.npy"), 10, 16, 1);
    var adapted = build(base, "IVF64,Flat", "--json").object();

    assertThat(adapted.get("factory").getAsString()).isEqualTo("IVF1,Flat");
    assertThat(adapted.getAsJsonArray("notices")).hasSize(1);
    assertThat(adapted.getAsJsonArray("advice")).isEmpty();

    var advised = build(base, "IVF2,Flat", "--json").object();
    assertThat(advised.getAsJsonArray("notices")).isEmpty();
    var advice = advised.getAsJsonArray("advice").get(0).getAsJsonObject();
    assertThat(advice.get("sentence").getAsString()).contains("write Flat");
    assertThat(advice.get("source").getAsString()).contains("measured");
  }

  @Test
  void infoGivesAdvice() throws IOException {
    Path base = TestData.npy(folder.resolve("base.npy"), 3000, 16, 1);
    var build = build(base, "IVF32,PQ4x4fs,RFlat");
    assertThat(build.err())
        .contains("advice: 32 lists are few for 3,000 vectors", "write PQ8x4fs")
        .contains("[Faiss wiki, \"Guidelines to choose an index\"]");
    assertThat(Run.kith("info", index()).out()).contains("advice: with k_factor 1 ");
    assertThat(Run.kith("info", index(), "--json").object().getAsJsonArray("advice")).hasSize(3);

    build(base, "Flat");
    assertThat(Run.kith("info", index()).out()).doesNotContain("advice");
  }

  @Test
  void zeroVectorsUnderCosineAreCounted() throws IOException {
    var vectors = TestData.gaussian(50, 8, 1);
    vectors.set(7, new float[8]);
    vectors.set(9, new float[8]);
    Path base = folder.resolve("base.npy");
    Npy.write(base, vectors);

    var run = build(base, "IVF1,Flat", "--metric", "cosine");
    assertThat(run).returns(0, Run::code);
    assertThat(run.err())
        .contains("notice: 2 of 50 vectors are zero", "the cosine with anything is 0");
    assertThat(build(base, "IVF1,Flat", "--metric", "cosine", "--strict")).returns(1, Run::code);
    assertThat(build(base, "IVF1,Flat", "--strict")).returns(0, Run::code);

    build(base, "Flat", "--metric", "cosine");
    var zero = folder.resolve("zero.npy");
    Npy.write(zero, Vectors.allocate(1, 8));
    Run.kith("search", index(), zero, "-k", 50, "-o", folder.resolve("f"));
    assertThat(Npy.read(folder.resolve("f.D.npy")).row(0)).containsOnly(0f);
  }

  /// As the silent file of RVC: 149 frames, of which 128 differ; and fewer than 39.
  @ParameterizedTest
  @ValueSource(ints = {149, 30, 1})
  void silenceIsTrainedAndMixed(int frames) throws IOException {
    int[] rows = new int[frames];
    Arrays.setAll(rows, i -> Math.min(i, 127));
    Path voice = Files.createDirectories(folder.resolve("mute"));
    Path features = Files.createDirectories(voice.resolve("3_feature256"));
    Npy.write(features.resolve("mute.npy"), TestData.gaussian(128, 256, 3).select(rows));

    for (String rule : new String[] {"rvc", "document"}) {
      var train = Run.kith("rvc", "train", voice, "--rule", rule, "--json");
      assertThat(train).as(train.err()).returns(0, Run::code);
      Path out = folder.resolve("mixed.npy");
      var mix =
          Run.kith(
              "rvc",
              "mix",
              train.object().get("added").getAsString(),
              features.resolve("mute.npy"),
              "--rate",
              1,
              "-o",
              out);
      assertThat(mix).as(mix.err()).returns(0, Run::code);
      assertThat(Npy.read(out)).returns((long) frames, Vectors::size);
      assertThat(Npy.read(out).firstNonFinite()).isEmpty();
    }
  }
}
