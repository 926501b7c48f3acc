// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.Kith;
import dev.kith.Neighbors;
import dev.kith.factory.IndexFactory;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Builds an index and measures it.
@Command(
    name = "bench",
    description = "Builds an index and measures speed and recall for search parameters.",
    footer = {
      "",
      "batch is one call with all queries, single one query a call; both in queries a second, the",
      "median of at least five runs after a warm-up. recall is the share of the K exact neighbours",
      "that were found, by id."
    })
final class BenchCommand extends Job {

  @Parameters(
      index = "0",
      paramLabel = "BASE",
      description =
          "The vectors to search (" + InputFiles.FORMATS + ", or a folder of them), one a row.")
  Path baseFile;

  @Parameters(index = "1", paramLabel = "QUERIES", description = "The queries, one a row.")
  Path queryFile;

  @Option(
      names = {"-f", "--factory"},
      required = true,
      paramLabel = "FACTORY",
      description = "The index to measure, such as IVF1024,PQ128x4fs,RFlat.")
  String factory;

  @Option(
      names = "--params",
      paramLabel = "PARAMS",
      converter = ParameterGrid.Converter.class,
      description =
          "Search parameters to try, such as \"nprobe=1,16\" or \"nprobe=4,16;k_factor=1,4\" (all"
              + " combinations; default: those of the index). There are nprobe, max_codes, k_factor"
              + " and efSearch.")
  ParameterGrid grid = ParameterGrid.EMPTY;

  @Option(
      names = "-k",
      required = true,
      paramLabel = "K",
      converter = Numbers.Positive.class,
      description = "How many neighbours for each query.")
  int k;

  @Mixin SimilarityOption metric = new SimilarityOption();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  private final Measurement measurement;

  BenchCommand(Console console, Cancellation cancellation, Measurement measurement) {
    super(console, cancellation);
    this.measurement = measurement;
  }

  @Override
  void run() throws IOException {
    var base = InputFiles.vectors(baseFile);
    var queries = InputFiles.vectors(queryFile);
    if (queries.size() == 0) {
      throw new IllegalArgumentException(queryFile + " holds no queries");
    }
    try (var index = IndexFactory.create(base.dimension(), factory, metric.similarity)) {
      checkParameters(index);
      var output = json.wanted ? new BenchJson(console()) : new BenchTable(console());
      output.header(header(base, queries));
      var truth = exactly(base, queries);
      BuildTimes times;
      try (var progress = progress()) {
        times = BuildTimes.build(index, base, base, null, threads.build(progress, seed));
      }
      var timing = new SearchTiming(index, queries, k, measurement);
      for (var parameters : grid.sets()) {
        output.row(measured(index, timing, truth, parameters, times));
      }
    }
  }

  private BenchResult measured(
      Index index,
      SearchTiming timing,
      Neighbors truth,
      ParameterSet parameters,
      BuildTimes times) {
    var options = parameters.applyTo(threads.search());
    double recall = Recall.of(truth, timing.search(options));
    return new BenchResult(
        factory,
        metric.name(),
        parameters,
        times,
        index.memoryBytes(),
        timing.batch(options),
        timing.single(options),
        recall);
  }

  private void checkParameters(Index index) {
    var unknown = grid.unknownTo(index.parameters());
    if (!unknown.isEmpty()) {
      var known = index.parameters().stream().map(p -> p.text()).sorted().toList();
      throw wrongUsage(
          "%s has no parameter %s; it has %s"
              .formatted(
                  factory,
                  String.join(", ", unknown),
                  known.isEmpty() ? "none" : String.join(", ", known)));
    }
  }

  private Map<String, Object> header(Vectors base, Vectors queries) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("kith", Kith.version());
    header.put("kernel", Kith.kernel());
    header.put("n", base.size());
    header.put("d", base.dimension());
    header.put("nq", queries.size());
    header.put("k", k);
    header.put("threads", threads.count);
    return header;
  }

  private Neighbors exactly(Vectors base, Vectors queries) {
    try (var exact = IndexFactory.create(base.dimension(), "Flat", metric.similarity)) {
      exact.add(base);
      return exact.search(queries, k, threads.search());
    }
  }
}
