// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import dev.kith.factory.IndexSpec;
import dev.kith.io.AtomicFile;
import dev.kith.tune.Advice;
import dev.kith.tune.BuildEstimate;
import dev.kith.tune.Guidelines;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Trains the index of a voice as RVC does (specification of the factory, section 5.1): features of
/// an experiment folder, joined in the order of their names, into `IVF{n},Flat` with L2.
///
/// Everything is written into the experiment folder under RVC's own names, each file atomically and
/// in RVC's order: `total_fea.npy`, `trained_….index`, `added_….index`. What is there already under
/// these names is replaced, but for what an earlier training, finished or not, has made of the same
/// features with the same options: `kith-training.json` says what that is. The filled index is
/// searched for its own frames at the end.
///
/// **Memory.** Features are read through mappings. What is held is the index, and before it is
/// filled what k-means needs.
public final class RvcTraining {

  /// Up to so many frames are indexed as they are. RVC shrinks more of them to [#CENTRES].
  public static final int MOST_UNSHRUNK = 200_000;

  /// Centres that RVC lets stand for many frames.
  public static final int CENTRES = 10_000;

  private final RvcOptions options;
  private final BuildOptions build;
  private final FeatureFolder folder;
  private final String name;
  private final long frames;
  private final int centres;
  private final RvcPlan plan;
  private @Nullable String digest;

  private RvcTraining(FeatureFolder folder, RvcOptions options) throws IOException {
    this.options = options;
    this.build = options.build();
    this.folder = folder;
    this.name = options.name() == null ? folder.name() : options.name();
    this.frames = folder.open().size();
    this.centres = options.centresOf(frames);
    this.plan = options.rule().plan(centres > 0 ? centres : frames);
    plan.addedFileName(name, folder.version()); // a name that cannot be is refused now
  }

  /// Plans a training, and writes nothing. Temporary files that killed trainings have left in the
  /// folder are removed.
  ///
  /// @param folder features, and where to write
  /// @param options version, rule, name, memory, threads
  /// @return what [#run] will do
  /// @throws IllegalArgumentException if the memory does not suffice, with the number that would
  /// @throws IOException if features are missing or damaged; the message says which and what to do
  public static RvcTraining prepare(FeatureFolder folder, RvcOptions options) throws IOException {
    AtomicFile.removeLeftovers(folder.experiment());
    var training = new RvcTraining(folder, options);
    training
        .estimate()
        .requireFits(
            options.memory(),
            "Allow more with --memory, if the machine has it; or train with fewer recordings"
                + (training.centres > 0 ? "" : ", or shrink the frames with --shrink " + CENTRES));
    return training;
  }

  /// Plans and runs.
  ///
  /// @param experiment folder with `3_feature256` or `3_feature768`
  /// @param options version, rule, name, threads
  /// @return files, sizes and times
  /// @throws IOException if features are missing or damaged, or a file cannot be written; the
  ///   message says which and what to do
  /// @throws CancellationException if the listener wants it; files of earlier steps stay
  public static RvcReport train(Path experiment, RvcOptions options) throws IOException {
    var version = options.version();
    var folder =
        version == null ? FeatureFolder.find(experiment) : FeatureFolder.find(experiment, version);
    return prepare(folder, options).run(_ -> {});
  }

  /// Features and where they are.
  ///
  /// @return the folder
  public FeatureFolder folder() {
    return folder;
  }

  /// Frames of the features, before any shrinking.
  ///
  /// @return N
  public long frames() {
    return frames;
  }

  /// Centres that are going to stand for the frames.
  ///
  /// @return 0 where the frames themselves are indexed
  public int centres() {
    return centres;
  }

  /// The index to be made.
  ///
  /// @return lists and nprobe
  public RvcPlan plan() {
    return plan;
  }

  /// What it will take.
  ///
  /// @return memory and work
  public BuildEstimate estimate() {
    int d = folder.version().dimension();
    var spec = IndexSpec.parse(plan.factory(), d, Metric.L2);
    var training = BuildEstimate.of(spec, d, plan.frames(), plan.frames(), true);
    return Shrinking.estimate(training, frames, centres, d);
  }

  /// What published guidelines say of the lists that the rule gives. That few frames would need no
  /// lists is not said: RVC has them all the same.
  ///
  /// @return advice; empty where all guidelines are kept
  public List<Advice> advice() {
    int d = folder.version().dimension();
    var spec = IndexSpec.parse(plan.factory(), d, Metric.L2);
    return Guidelines.isWorthLists(plan.frames())
        ? Guidelines.advise(spec, d, plan.frames(), plan.frames())
        : List.of();
  }

  RvcOptions options() {
    return options;
  }

  /// The plan for what is indexed in the end: other than planned where shrinking has failed.
  RvcPlan planFor(long indexed) {
    return indexed == plan.frames() ? plan : options.rule().plan(indexed);
  }

  String trainedFileName(RvcPlan actual) {
    return actual.trainedFileName(name, folder.version());
  }

  String addedFileName(RvcPlan actual) {
    return actual.addedFileName(name, folder.version());
  }

  /// Whether an earlier training has made all files of these features with these options, so that
  /// [#run] will only look at them. Reads all features.
  ///
  /// @return false where everything is to be made anew
  /// @throws IOException if a file cannot be read
  public boolean isUpToDate() throws IOException {
    var record = record();
    var earlier = EarlierTraining.find(folder.experiment(), record, options.redo(), _ -> {});
    var home = folder.experiment();
    return earlier.has(home.resolve(RvcRun.FEATURES), record)
        && earlier.has(home.resolve(trainedFileName(plan)), record)
        && earlier.has(home.resolve(addedFileName(plan)), record);
  }

  private TrainingRecord record() throws IOException {
    if (digest == null) {
      digest = Digests.of(folder.files(), build.listener());
    }
    return new TrainingRecord(digest, settings());
  }

  /// Trains, fills, saves and tests the index.
  ///
  /// @param story hears in sentences what is done again, what is not, and why
  /// @return files, sizes and times
  /// @throws IOException if features are damaged, a file cannot be written, or the self-test fails;
  ///   the message says what to do
  /// @throws CancellationException if the listener wants it; files of earlier steps stay, and the
  ///   next run goes on from there
  public RvcReport run(Consumer<String> story) throws IOException {
    plan.warning().ifPresent(build.listener()::warning);
    var record = record();
    var earlier = EarlierTraining.find(folder.experiment(), record, options.redo(), story);
    return new RvcRun(this, record, earlier, story).run();
  }

  /// Everything but the features that the files depend on.
  private String settings() {
    return "%s %s nprobe %d seed %s%s"
        .formatted(
            plan.addedFileName(name, folder.version()),
            plan.factory(),
            plan.nprobe(),
            build.seed().isPresent() ? Long.toString(build.seed().getAsLong()) : "of Faiss",
            centres == 0 ? "" : " " + Shrinking.settings(centres));
  }
}
