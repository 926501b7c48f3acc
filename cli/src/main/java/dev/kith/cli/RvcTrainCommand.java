// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.rvc.FeatureFolder;
import dev.kith.rvc.RvcOptions;
import dev.kith.rvc.RvcReport;
import dev.kith.rvc.RvcRule;
import dev.kith.rvc.RvcTraining;
import dev.kith.rvc.RvcVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// Features of a voice to its index.
@Command(
    name = "train",
    description = "Makes the index of a voice from the features in an experiment folder.",
    footer = {
      "",
      "Writes total_fea.npy, trained_IVF….index and added_IVF….index into the folder; the added one",
      "is what voice conversion searches."
    })
final class RvcTrainCommand extends Job {

  @Parameters(
      arity = "1..*",
      paramLabel = "EXPERIMENT_DIR",
      description = {
        "The folder of the experiment, which holds the features of the voice in 3_feature256 (v1) or",
        "3_feature768 (v2). With -o any features: experiments, files, folders of files, quoted patterns."
      })
  List<String> inputs = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where to write (default: into the experiment).")
  @Nullable Path output;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      converter = VersionName.class,
      description = "v1 or v2 (default: what the folder holds).")
  @Nullable RvcVersion version;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = {
        "How many lists for N frames (default: rvc):",
        "document  N / 39, nprobe = lists ^ 0.3",
        "rvc       min(16 sqrt(N), N / 39), nprobe = 1"
      })
  RvcRule rule = RvcRule.RVC;

  @Option(
      names = "--shrink",
      paramLabel = "N",
      converter = ShrinkNumber.class,
      description = {
        "Let N centres stand for more than 200,000 frames, or off to index all of them",
        "(default: 10000 with --rule rvc, as RVC does, and off with --rule document)."
      })
  @Nullable Integer shrink;

  @Option(names = "--force", description = "Make everything anew, even where it is up to date.")
  boolean force;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the voice in the file names (default: that of the folder).")
  @Nullable String name;

  @Mixin MemoryOption memory = new MemoryOption();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin StrictOption strict = new StrictOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  RvcTrainCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    try (var progress = progress()) {
      var training = RvcTraining.prepare(features(), options(progress));
      requireEnough(training);
      var plan = Plan.of(training.estimate(), threads.count, memory.bytes());
      if (!json.wanted && !training.isUpToDate()) {
        RvcText.plan(training, plan).forEach(console()::result);
        Counsel.lines(training.advice()).forEach(console()::message);
      }
      var report = training.run(line -> tell(line, progress));
      progress.clear();
      if (json.wanted) {
        var object = json(report);
        plan.addTo(object);
        object.put("advice", Counsel.json(training.advice()));
        console().json(object);
      } else {
        RvcText.report(report).forEach(console()::result);
      }
    }
  }

  /// With `--strict`, what would only be a warning is a failure.
  private void requireEnough(RvcTraining training) {
    var warning = training.plan().warning();
    if (strict.wanted && warning.isPresent()) {
      throw new IllegalArgumentException(warning.get());
    }
  }

  private void tell(String line, Progress progress) {
    if (!json.wanted) {
      progress.clear(); // the bar is on the same terminal
      console().result(line);
    }
  }

  private FeatureFolder features() throws IOException {
    if (output != null) {
      return joined(output);
    }
    if (inputs.size() > 1) {
      throw wrongUsage("where to write is unclear with several inputs; name a folder with -o DIR");
    }
    return experiment(inputs.getFirst());
  }

  private FeatureFolder joined(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    for (var input : inputs) {
      files.addAll(
          FeatureFolder.isExperiment(InputFiles.path(input))
              ? experiment(input).files()
              : InputFiles.files(List.of(input)));
    }
    Files.createDirectories(folder);
    return FeatureFolder.of(folder, files);
  }

  private FeatureFolder experiment(String input) throws IOException {
    var folder = InputFiles.path(input);
    return version == null ? FeatureFolder.find(folder) : FeatureFolder.find(folder, version);
  }

  private RvcOptions options(Progress progress) {
    var options =
        RvcOptions.defaults()
            .version(version)
            .rule(rule)
            .name(name)
            .memory(memory.bytes())
            .redo(force)
            .build(threads.build(progress, seed));
    return shrink == null ? options : options.shrink(shrink);
  }

  static Map<String, Object> json(RvcReport report) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("version", report.version().text());
    object.put("recordings", report.recordings());
    object.put("frames", report.frames());
    object.put("indexed", report.plan().frames());
    object.put("d", report.version().dimension());
    object.put("nlist", report.plan().lists());
    object.put("nprobe", report.plan().nprobe());
    object.put("train_s", report.trainSeconds());
    object.put("add_s", report.addSeconds());
    object.put("tested", report.tested());
    object.put("up_to_date", report.upToDate());
    object.put("features", report.features().toString());
    object.put("trained", report.trained().toString());
    object.put("added", report.added().toString());
    return object;
  }

  /// The two layouts that there are.
  static final class VersionName implements ITypeConverter<RvcVersion> {
    @Override
    public RvcVersion convert(String text) {
      for (var version : RvcVersion.values()) {
        if (version.text().equals(text)) {
          return version;
        }
      }
      throw new TypeConversionException("'" + text + "' is neither v1 nor v2");
    }
  }

  /// A number of centres, or off.
  static final class ShrinkNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (text.equalsIgnoreCase("off")) {
        return 0;
      }
      return new Numbers.Positive().convert(text);
    }
  }
}
