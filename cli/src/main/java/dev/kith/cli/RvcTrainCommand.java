// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.rvc.RvcOptions;
import dev.kith.rvc.RvcReport;
import dev.kith.rvc.RvcRule;
import dev.kith.rvc.RvcTraining;
import dev.kith.rvc.RvcVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
      paramLabel = "EXPERIMENT_DIR",
      description = "Holds the features of the voice in 3_feature256 (v1) or 3_feature768 (v2).")
  Path experiment;

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
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the voice in the file names (default: that of the folder).")
  @Nullable String name;

  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  RvcTrainCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    RvcReport report;
    try (var progress = progress()) {
      var options = new RvcOptions(version, rule, name, threads.build(progress, seed));
      report = RvcTraining.train(experiment, options);
    }
    if (json.wanted) {
      console().json(json(report));
    } else {
      describe(report);
    }
  }

  private void describe(RvcReport report) {
    console()
        .result(
            "%s from %s, %d components (%s)"
                .formatted(
                    Text.count(report.plan().frames(), "frame"),
                    Text.count(report.recordings(), "recording"),
                    report.version().dimension(),
                    report.version().text()));
    console()
        .result(
            "%s, nprobe %d: trained in %s, added in %s"
                .formatted(
                    report.plan().factory(),
                    report.plan().nprobe(),
                    Text.seconds(report.trainSeconds()),
                    Text.seconds(report.addSeconds())));
    console().result(report.features() + "  all frames");
    console().result(report.trained() + "  trained, empty");
    console().result(report.added() + "  trained and filled: use this one");
  }

  static Map<String, Object> json(RvcReport report) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("version", report.version().text());
    object.put("recordings", report.recordings());
    object.put("frames", report.plan().frames());
    object.put("d", report.version().dimension());
    object.put("nlist", report.plan().lists());
    object.put("nprobe", report.plan().nprobe());
    object.put("train_s", report.trainSeconds());
    object.put("add_s", report.addSeconds());
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
}
