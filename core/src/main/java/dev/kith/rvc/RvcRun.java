// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.faiss.FaissFiles;
import dev.kith.index.IvfIndex;
import dev.kith.io.Npy;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// One run of a training: what is there already is kept, the rest is made, file by file.
final class RvcRun {

  /// All frames, or what stands for them.
  static final String FEATURES = "total_fea.npy";

  private static final int TESTED = 1000;

  private final RvcTraining training;
  private final BuildOptions build;
  private final TrainingRecord record;
  private final EarlierTraining earlier;
  private final Consumer<String> story;
  private double trainSeconds;
  private double addSeconds;

  /// @param training the plan
  /// @param record notes what is finished
  /// @param earlier what there is already
  /// @param story hears of it
  RvcRun(
      RvcTraining training,
      TrainingRecord record,
      EarlierTraining earlier,
      Consumer<String> story) {
    this.training = training;
    this.build = training.options().build();
    this.record = record;
    this.earlier = earlier;
    this.story = story;
  }

  RvcReport run() throws IOException {
    var features = file(FEATURES);
    var frames = frames(features);
    var plan = training.planFor(frames.size());
    var trained = file(training.trainedFileName(plan));
    var added = file(training.addedFileName(plan));
    boolean upToDate = earlier.has(trained, record) && earlier.has(added, record);
    int tested = 0;
    if (!upToDate) {
      fill(plan, frames, trained, added);
      tested = SelfTest.run(added, frames, TESTED, build);
      record.finished(added);
    }
    new StaleIndexes(added, frames, build).find().forEach(build.listener()::warning);
    return new RvcReport(
        features,
        trained,
        added,
        training.folder().version(),
        training.folder().files().size(),
        plan,
        trainSeconds,
        addSeconds,
        training.frames(),
        tested,
        upToDate);
  }

  private Path file(String name) {
    return training.folder().experiment().resolve(name);
  }

  /// What is going to be indexed, mapped: all frames, or the centres that stand for them.
  private Vectors frames(Path features) throws IOException {
    if (!earlier.has(features, record)) {
      checkCancelled();
      // pages of mapped files count as memory: the features are let go before anything is trained
      try (var arena = Arena.ofShared()) {
        var all = training.folder().open(arena);
        var centres =
            training.centres() == 0
                ? Optional.<Vectors>empty()
                : Shrinking.centres(all, training.centres(), build);
        Npy.write(features, centres.isPresent() ? centres.get() : all);
      }
      record.finished(features);
    }
    return Npy.read(features);
  }

  /// The trained index is saved before it is filled, so that a training that is interrupted need
  /// not be repeated.
  private void fill(RvcPlan plan, Vectors frames, Path trained, Path added) throws IOException {
    checkCancelled();
    try (var index = trained(plan, frames, trained)) {
      long start = System.nanoTime();
      index.add(frames, build);
      addSeconds = secondsSince(start);
      FaissFiles.write(index, added);
    }
  }

  private Index trained(RvcPlan plan, Vectors frames, Path trained) throws IOException {
    if (earlier.has(trained, record)) {
      story.accept(trained.getFileName() + " is there from an earlier run: going on with it.");
      return FaissFiles.read(trained, SelfTest.reading(build));
    }
    var index = IndexFactory.create(frames.dimension(), plan.factory(), Metric.L2);
    try {
      long start = System.nanoTime();
      index.train(frames, build);
      ((IvfIndex) index).setNprobe(plan.nprobe());
      trainSeconds = secondsSince(start);
      FaissFiles.write(index, trained);
      record.finished(trained);
      return index;
    } catch (IOException | RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  private void checkCancelled() {
    if (build.listener().isCancelled()) {
      throw new CancellationException("the training was cancelled");
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
