// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.faiss.FaissFiles;
import dev.kith.io.Npy;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RvcTrainingTest {

  private static final int FRAMES = 120;
  private static final String ADDED = "added_IVF3_Flat_nprobe_1_anna_v1.index";
  private static final String TRAINED = "trained_IVF3_Flat_nprobe_1_anna_v1.index";

  @TempDir Path logs;
  private Path anna;
  private final List<String> warnings = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  @BeforeEach
  void makeFeatures() throws IOException {
    anna = logs.resolve("anna");
    Files.createDirectories(anna.resolve("3_feature256"));
    Npy.write(recording("0_0.npy"), gaussian(FRAMES - 50, 1));
    Npy.write(recording("0_1.npy"), gaussian(50, 2));
  }

  private Path recording(String name) {
    return anna.resolve("3_feature256").resolve(name);
  }

  private static Vectors gaussian(int rows, int salt) {
    var random = TestSeed.random(salt);
    float[] values = new float[rows * 256];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, 256);
  }

  private RvcOptions options(BuildListener listener) {
    return RvcOptions.defaults().build(BuildOptions.defaults().listener(listener));
  }

  private RvcOptions options() {
    return options(
        new BuildListener() {
          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        });
  }

  private RvcReport train(RvcOptions options) throws IOException {
    return RvcTraining.prepare(FeatureFolder.find(anna), options).run(story::add);
  }

  private List<String> files() throws IOException {
    try (var all = Files.list(anna)) {
      return all.filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void writesTestsAndRecordsEverything() throws IOException {
    var report = train(options());
    assertThat(files()).containsExactly(ADDED, TrainingRecord.FILE_NAME, "total_fea.npy", TRAINED);
    assertThat(report.tested()).isEqualTo(FRAMES);
    assertThat(report.upToDate()).isFalse();
    assertThat(warnings).isEmpty();
    assertThat(story).isEmpty();
    try (var index = FaissFiles.read(report.added())) {
      assertThat(index.size()).isEqualTo(FRAMES);
    }
    assertThat(Npy.read(report.features()).row(FRAMES - 1))
        .isEqualTo(Npy.read(recording("0_1.npy")).row(49));
  }

  @Test
  void doesNothingTwice() throws IOException {
    train(options());
    var before = FileTime.fromMillis(1_000_000);
    for (var file : files()) {
      Files.setLastModifiedTime(anna.resolve(file), before);
    }
    var again = train(options());
    assertThat(again.upToDate()).isTrue();
    assertThat(Files.getLastModifiedTime(again.added())).isEqualTo(before);
    var forced = train(options().redo(true));
    assertThat(forced.upToDate()).isFalse();
    assertThat(Files.getLastModifiedTime(forced.added())).isNotEqualTo(before);
  }

  @Test
  void goesOnWithATrainedIndex() throws IOException {
    train(options());
    byte[] whole = Files.readAllBytes(anna.resolve(ADDED));
    Files.delete(anna.resolve(ADDED));
    var report = train(options());
    assertThat(story).containsExactly(TRAINED + " is there from an earlier run: going on with it.");
    assertThat(report.trainSeconds()).isZero();
    assertThat(Files.readAllBytes(anna.resolve(ADDED))).isEqualTo(whole);
  }

  @Test
  void makesWhatWasDamagedAnew() throws IOException {
    train(options());
    byte[] whole = Files.readAllBytes(anna.resolve(ADDED));
    Files.write(anna.resolve(ADDED), new byte[] {1, 2, 3});
    assertThat(train(options()).upToDate()).isFalse();
    assertThat(Files.readAllBytes(anna.resolve(ADDED))).isEqualTo(whole);
  }

  @Test
  void noticesOtherFeatures() throws IOException {
    train(options());
    Npy.write(recording("0_1.npy"), gaussian(50, 3));
    var report = train(options());
    assertThat(story)
        .containsExactly("The features have changed since the last training: training anew.");
    assertThat(Npy.read(report.features()).row(FRAMES - 1))
        .isEqualTo(Npy.read(recording("0_1.npy")).row(49));
  }

  @Test
  void noticesOtherOptions() throws IOException {
    train(options());
    train(options().build(options().build().seed(9)));
    assertThat(story).containsExactly("The last training had other options: training anew.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20})
  void aCancelledTrainingLeavesWholeFilesAndIsCompleted(int questions) throws IOException {
    train(options());
    byte[] whole = Files.readAllBytes(anna.resolve(ADDED));
    for (var file : files()) {
      Files.delete(anna.resolve(file));
    }
    var listener = new Impatient(questions);
    try {
      train(options(listener));
    } catch (CancellationException e) {
      assertThat(files()).allMatch(name -> !name.startsWith("."));
      for (var file : files()) {
        assertWhole(anna.resolve(file));
      }
    }
    train(options());
    assertThat(Files.readAllBytes(anna.resolve(ADDED))).isEqualTo(whole);
  }

  private static void assertWhole(Path file) throws IOException {
    if (file.toString().endsWith(".npy")) {
      assertThat(Npy.read(file).size()).isEqualTo(FRAMES);
    } else if (file.toString().endsWith(".index")) {
      FaissFiles.read(file).close();
    }
  }

  /// Answers so many questions before it wants to stop.
  private static final class Impatient implements BuildListener {
    private int left;

    Impatient(int questions) {
      this.left = questions;
    }

    @Override
    public boolean isCancelled() {
      return --left < 0;
    }
  }

  @Test
  void filesOfKilledProcessesAreRemoved() throws IOException {
    long dead = 1;
    while (ProcessHandle.of(dead).isPresent()) {
      dead++;
    }
    Path left = Files.createFile(anna.resolve(".kith-" + dead + "-7.tmp"));
    Path own = anna.resolve(".kith-" + ProcessHandle.current().pid() + "-999999.tmp");
    Files.createFile(own);
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Path running = Files.createFile(anna.resolve(".kith-" + parent + "-1.tmp"));
    Path other = Files.createFile(anna.resolve(".kith-notes.tmp"));
    train(options());
    assertThat(left).doesNotExist();
    assertThat(own).doesNotExist();
    assertThat(running).exists();
    assertThat(other).exists();
  }

  @Test
  void staleIndexesAreFoundByTheirContent() throws IOException {
    write("added_fewer.index", gaussian(FRAMES - 1, 1));
    write("added_others.index", gaussian(FRAMES, 77));
    Files.writeString(anna.resolve("added_broken.index"), "no index at all, but long enough");
    train(options());
    Files.copy(anna.resolve(ADDED), anna.resolve("added_same.index"));
    warnings.clear();
    assertThat(train(options()).upToDate()).isTrue();
    assertThat(warnings).hasSize(3);
    assertThat(warnings.get(0)).startsWith("added_broken.index cannot be read as an index");
    assertThat(warnings.get(1)).startsWith("added_fewer.index holds 119 frames, and there are 120");
    assertThat(warnings.get(2))
        .startsWith("added_others.index holds other frames (64 of 64 present ones")
        .endsWith("RVC may pick it instead of " + ADDED + ": delete it or move it away");
  }

  private void write(String name, Vectors frames) throws IOException {
    try (var index = IndexFactory.create(256, "IVF2,Flat", Metric.L2)) {
      index.train(frames, options().build());
      index.add(frames);
      FaissFiles.write(index, anna.resolve(name));
    }
  }

  @Test
  void theSelfTestFindsWhatIsMissing() throws IOException {
    var report = train(options());
    var others = gaussian(FRAMES, 5);
    assertThatThrownBy(() -> SelfTest.run(report.added(), others, 100, options().build()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("100 of 100 frames that were added were not found");
    assertThatThrownBy(
            () -> SelfTest.run(report.added(), others.slice(0, 7), 100, options().build()))
        .hasMessageContaining("it holds 120 frames instead of 7");
  }

  @Test
  void tooLittleMemoryIsSaidBeforeAnythingIsWritten() throws IOException {
    assertThatThrownBy(() -> train(options().memory(1 << 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may take 1M; nothing was begun")
        .hasMessageContaining("--memory");
    assertThat(files()).isEmpty();
  }

  @Test
  void framesOfAnotherFolderMakeAnIndexToo() throws IOException {
    Path home = Files.createDirectory(logs.resolve("Анна 声"));
    var folder = FeatureFolder.of(home, List.of(recording("0_1.npy"), recording("0_0.npy")));
    var report = RvcTraining.prepare(folder, options()).run(story::add);
    assertThat(report.added())
        .hasParent(home)
        .hasFileName("added_IVF3_Flat_nprobe_1_Анна 声_v1.index");
    assertThat(Npy.read(report.features()).row(0)).isEqualTo(Npy.read(recording("0_1.npy")).row(0));
  }

  @Test
  void manyFramesAreShrunkToCentres() {
    assertThat(RvcOptions.defaults().centresOf(200_000)).isZero();
    assertThat(RvcOptions.defaults().centresOf(200_001)).isEqualTo(10_000);
    assertThat(RvcOptions.defaults().shrink(0).centresOf(200_001)).isZero();
    assertThat(RvcOptions.defaults().shrink(500).centresOf(200_001)).isEqualTo(500);
    assertThat(RvcOptions.defaults().rule(RvcRule.DOCUMENT).centresOf(200_001)).isZero();
  }

  @Test
  void whereShrinkingFailsAllFramesAreUsed() {
    var frames = Vectors.allocate(0, 256);
    assertThat(Shrinking.centres(frames, 10, options().build())).isEmpty();
    assertThat(warnings).singleElement().asString().contains("all 0 frames are used");
  }
}
