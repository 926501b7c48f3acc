// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.factory.IndexSpec;
import dev.kith.faiss.FaissFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
      arity = "1..*",
      paramLabel = "BASE",
      description =
          "The vectors to add, one a row: " + InputFiles.INPUTS + ", joined in this order.")
  List<String> base = List.of();

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
      description = "Vectors to train with: a file, a folder or a pattern (default: BASE).")
  @Nullable String sample;

  @Option(
      names = "--train-rows",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description =
          "Train with so many vectors at most, chosen at random (default: as many as each part of the"
              + " index looks at, which is 256 a list).")
  @Nullable Integer trainRows;

  @Option(
      names = "--ids",
      paramLabel = "IDS.npy",
      description =
          "Whole numbers, one a vector (default: 0, 1, …). IVF takes them as it is; other types"
              + " inside an id map, such as IDMap,Flat.")
  @Nullable Path idFile;

  @Mixin SimilarityOption metric = new SimilarityOption();
  @Mixin MemoryOption memory = new MemoryOption();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin StrictOption strict = new StrictOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  BuildCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    var vectors = InputFiles.source(base);
    OutputFiles.check(output, vectors.files().toArray(new Path[0]));
    var training = sample == null ? vectors : InputFiles.source(List.of(sample));
    var ids = idFile == null ? null : InputFiles.ids(idFile, vectors.size());
    var similarity = metric.similarity;
    var asked = IndexSpec.parse(factory, vectors.dimension(), similarity.metric());
    var counsel = strict.counsel(asked, similarity, training, vectors);
    var plan = new BuildPlan(counsel.spec(), vectors.size(), vectors.dimension(), similarity);
    var needs = plan.needs(training, trainRows, threads.count, memory.bytes());
    try (var index = plan.create()) {
      if (!json.wanted) {
        console().result(plan.line());
        needs.lines().forEach(console()::result);
        counsel.tell(console());
      }
      BuildTimes times;
      try (var progress = counsel.heard(progress())) {
        var options = threads.build(progress, seed).trainingVectors(needs.trainRows());
        times = BuildTimes.build(index, training, vectors, ids, options);
      }
      cancellation().check();
      FaissFiles.write(index, output);
      report(index, plan, needs, counsel, times);
    }
  }

  private void report(Index index, BuildPlan plan, Plan needs, Counsel counsel, BuildTimes times)
      throws IOException {
    long bytes = Files.size(output);
    if (json.wanted) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("file", output.toString());
      report.put("bytes", bytes);
      report.put("factory", plan.spec().toString());
      report.put("metric", metric.name());
      report.put("estimated_bytes", plan.bytes());
      needs.addTo(report);
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
