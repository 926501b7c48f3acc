// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.io.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RvcCommandsTest {

  @TempDir Path folder;

  @Test
  void trainsAndMixes() throws IOException {
    Path experiment = TestData.experiment(folder.resolve("Anna Maria"), 1);
    var trained = Run.kith("rvc", "train", experiment, "--json", "--seed", 7);
    assertThat(trained.code()).isZero();
    var report = trained.object();
    assertThat(report.get("frames").getAsLong()).isEqualTo(90);
    assertThat(report.get("nlist").getAsInt()).isEqualTo(2);
    assertThat(report.get("version").getAsString()).isEqualTo("v1");
    Path added = Path.of(report.get("added").getAsString());
    assertThat(added)
        .exists()
        .hasFileName("added_IVF2_Flat_nprobe_1_Anna Maria_v1.index")
        .hasParent(experiment);
    assertThat(Path.of(report.get("trained").getAsString())).exists();

    Path source = TestData.npy(folder.resolve("source.npy"), 30, 256, 5);
    Path mixed = folder.resolve("mixed.npy");
    var run = Run.kith("rvc", "mix", added, source, "--rate", 0.75, "-o", mixed, "--json");
    assertThat(run.code()).isZero();
    assertThat(run.object().get("frames").getAsLong()).isEqualTo(30);
    assertThat(run.object().get("exact").getAsLong()).isZero();
    assertThat(Npy.read(mixed).size()).isEqualTo(30);
    assertThat(Npy.read(mixed).get(3, 3)).isNotEqualTo(Npy.read(source).get(3, 3));
  }

  @Test
  void framesOfTheVoiceItselfAreCounted() throws IOException {
    Path experiment = TestData.experiment(folder.resolve("anna"), 1);
    var report = Run.kith("rvc", "train", experiment, "--json").object();
    String added = report.get("added").getAsString();
    Path own = experiment.resolve("3_feature256").resolve("0_2.npy");
    Path mixed = folder.resolve("mixed.npy");
    var run = Run.kith("rvc", "mix", added, own, "--rate", 1, "-k", 3, "-o", mixed);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("40 frames mixed", "40 identical to one of the voice");
    assertThat(Npy.read(mixed).row(11)).isEqualTo(Npy.read(own).row(11));
  }

  @Test
  void theEmptyIndexIsRefused() throws IOException {
    Path experiment = TestData.experiment(folder.resolve("anna"), 1);
    var report = Run.kith("rvc", "train", experiment, "--rule", "document", "--json").object();
    Path source = TestData.npy(folder.resolve("source.npy"), 3, 256, 5);
    Path mixed = folder.resolve("mixed.npy");
    String trained = report.get("trained").getAsString();
    var run = Run.kith("rvc", "mix", trained, source, "--rate", 0.5, "-o", mixed);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("added_");
    assertThat(mixed).doesNotExist();
  }

  @Test
  void saysWhatItPlansAndWhatItDid() throws IOException {
    Path experiment = TestData.experiment(folder.resolve("anna"), 1);
    var first = Run.kith("rvc", "train", experiment);
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("anna: 90 frames in 2 recordings (v1, 256 components)")
        .contains("one of 2 lists, of which a search looks into 1 (IVF2,Flat)")
        .contains("Tested: 90 frames of the voice were searched", "and each was found");
    var second = Run.kith("rvc", "train", experiment);
    assertThat(second.out()).startsWith("Up to date").doesNotContain("Plan");
    assertThat(Run.kith("rvc", "train", experiment, "--force").out()).contains("Tested");
  }

  @Test
  void joinsSeveralInputs() throws IOException {
    Path anna = TestData.experiment(folder.resolve("anna"), 1);
    Path bert = TestData.experiment(folder.resolve("bert"), 3);
    Path both = folder.resolve("both");
    assertThat(Run.kith("rvc", "train", anna, bert).code()).isEqualTo(2);
    var run =
        Run.kith("rvc", "train", anna, bert.resolve("3_feature256/*_1.npy"), "-o", both, "--json");
    assertThat(run.code()).isZero();
    assertThat(run.object().get("frames").getAsLong()).isEqualTo(140);
    assertThat(Path.of(run.object().get("added").getAsString()))
        .hasParent(both)
        .hasFileName("added_IVF3_Flat_nprobe_1_both_v1.index");
  }

  @Test
  void strictFailsWhereARuleIsBent() throws IOException {
    Path few = Files.createDirectories(folder.resolve("few/3_feature256"));
    TestData.npy(few.resolve("a.npy"), 20, 256, 1);
    var strict = Run.kith("rvc", "train", few, "--rule", "document", "--strict");
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.err()).contains("20 frames are fewer than 39");
    assertThat(Run.kith("rvc", "train", few, "--rule", "document").code()).isZero();
  }

  @Test
  void aFolderWithoutFeaturesIsRefused() {
    var run = Run.kith("rvc", "train", folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("3_feature256");
  }
}
