// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.factory.IndexSpec;
import dev.kith.faiss.FaissFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Vectors to index file.
@Command(
    name = "build",
    description =
        "Trains an index, adds vectors to it and saves it as a file that Faiss reads too.")
final class BuildCommand extends Job {

  @Parameters(
      paramLabel = "BASE",
      description = "The vectors to add (" + InputFiles.FORMATS + "), one a row.")
  Path base;

  @Option(
      names = {"-f", "--factory"},
      required = true,
      paramLabel = "FACTORY",
      description = {
        "What to build, such as Flat, IVF1024,SQ8 or IVF1024,PQ128x4fs,RFlat:",
        "every string of Faiss's index_factory; what is wrong with one is pointed at."
      })
  String factory;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.index",
      description = "The file to write.")
  Path output;

  @Option(
      names = "--train",
      paramLabel = "FILE",
      description = "Vectors to train with (default: BASE).")
  @Nullable Path sample;

  @Option(
      names = "--ids",
      paramLabel = "IDS.npy",
      description =
          "Whole numbers, one a vector (default: 0, 1, …). IVF takes them as it is; other types"
              + " inside an id map, such as IDMap,Flat.")
  @Nullable Path idFile;

  @Mixin SimilarityOption metric = new SimilarityOption();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin StrictOption strict = new StrictOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  BuildCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    OutputFiles.check(output, base);
    var vectors = InputFiles.vectors(base);
    var training = sample == null ? vectors : InputFiles.vectors(sample);
    var ids = idFile == null ? null : InputFiles.ids(idFile, vectors.size());
    var similarity = metric.similarity;
    var asked = IndexSpec.parse(factory, vectors.dimension(), similarity.metric());
    var counsel = strict.counsel(asked, similarity, training, vectors);
    var plan = new BuildPlan(counsel.spec(), vectors.size(), vectors.dimension(), similarity);
    try (var index = plan.create()) {
      if (!json.wanted) {
        console().result(plan.line());
        counsel.tell(console());
      }
      BuildTimes times;
      try (var progress = counsel.heard(progress())) {
        times = BuildTimes.build(index, training, vectors, ids, threads.build(progress, seed));
      }
      cancellation().check();
      FaissFiles.write(index, output);
      report(index, plan, counsel, times);
    }
  }

  private void report(Index index, BuildPlan plan, Counsel counsel, BuildTimes times)
      throws IOException {
    long bytes = Files.size(output);
    if (json.wanted) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("file", output.toString());
      report.put("bytes", bytes);
      report.put("factory", plan.spec().toString());
      report.put("metric", metric.name());
      report.put("estimated_bytes", plan.bytes());
      report.put("n", index.size());
      report.put("d", index.dimension());
      report.put("train_s", times.trainSeconds());
      report.put("add_s", times.addSeconds());
      counsel.addTo(report);
      console().json(report);
    } else {
      console()
          .result(
              "%s: %s of %d components, %s (trained in %s, added in %s)"
                  .formatted(
                      output,
                      Text.count(index.size(), "vector"),
                      index.dimension(),
                      Text.bytes(bytes),
                      Text.seconds(times.trainSeconds()),
                      Text.seconds(times.addSeconds())));
      WhatNext.afterBuild(output, index).forEach(console()::result);
    }
  }
}
