// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.SearchOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;
import dev.kith.io.Npy;
import dev.kith.io.VectorFiles;
import dev.kith.rvc.AlphaQueryExpansion;
import dev.kith.rvc.ExpansionNorms;
import dev.kith.rvc.ExpansionOptions;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Vectors to weighted sums of their neighbours.
@Command(
    name = "expand",
    description = {
      "Replaces each vector by the sum of its nearest neighbours, weighted by their similarity:",
      "alpha query expansion."
    },
    footer = {
      "",
      "Vectors are divided by their lengths, and their cosines to the power of ALPHA are the weights;",
      "neighbours that point away weigh nothing. In BASE a vector is its own first neighbour."
    })
final class ExpandCommand extends Job {

  @Parameters(
      arity = "1..*",
      paramLabel = "BASE",
      description = "The vectors to find neighbours in: " + InputFiles.INPUTS + ".")
  List<String> base = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.npy",
      description = "The file to write.")
  Path output;

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description = "Expand these instead of BASE: a file, a folder or a pattern.")
  @Nullable String queries;

  @Option(
      names = "--alpha",
      paramLabel = "ALPHA",
      description =
          "How much more near neighbours weigh than far ones; 0 weighs all alike"
              + " (default: ${DEFAULT-VALUE}).")
  double alpha = 3;

  @Option(
      names = "--neighbors",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Neighbours to sum (default: ${DEFAULT-VALUE}).")
  int neighbors = 10;

  @Option(
      names = "--norms",
      paramLabel = "NORMS",
      description = "Lengths of the results: unit or original (default: unit).")
  ExpansionNorms norms = ExpansionNorms.UNIT;

  @Option(
      names = {"-f", "--factory"},
      paramLabel = "FACTORY",
      description = {
        "The index that finds the neighbours; Flat finds them exactly.",
        "(default: IVF512,PQ128x4fs,RFlat for 256 components, the like for others)"
      })
  @Nullable String factory;

  @Mixin ParameterOptions parameters = new ParameterOptions();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin StrictOption strict = new StrictOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  ExpandCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    var vectors = InputFiles.source(base);
    var others = queries == null ? null : InputFiles.source(List.of(queries));
    var inputs = new ArrayList<>(vectors.files());
    inputs.addAll(others == null ? List.of() : others.files());
    OutputFiles.check(output, inputs.toArray(new Path[0]));
    int d = vectors.dimension();
    var asked =
        factory == null
            ? AlphaQueryExpansion.usualIndex(d)
            : IndexSpec.parse(factory, d, Metric.L2);
    var counsel = strict.counsel(asked, Similarity.L2, vectors, vectors);
    var search = parameters.applyTo(threads.search());
    requireKnown(counsel.spec(), d, search);
    if (!json.wanted) {
      counsel.tell(console());
    }
    expand(vectors, others, counsel, search);
  }

  /// An empty index tells which parameters the filled one will know.
  private void requireKnown(IndexSpec spec, int d, SearchOptions search) {
    try (var index = IndexFactory.create(d, spec, Metric.L2)) {
      var known = index.parameters();
      for (var given : search.parameters().keySet()) {
        if (!known.contains(given)) {
          throw wrongUsage(
              "%s has no parameter %s; it has %s"
                  .formatted(
                      spec,
                      given.text(),
                      known.isEmpty()
                          ? "none"
                          : String.join(
                              ", ", known.stream().map(p -> p.text()).sorted().toList())));
        }
      }
    }
  }

  private void expand(
      VectorFiles vectors, @Nullable VectorFiles others, Counsel counsel, SearchOptions search)
      throws IOException {
    try (var progress = counsel.heard(progress())) {
      var watch = Stopwatch.start();
      try (var index =
          AlphaQueryExpansion.index(vectors, counsel.spec(), threads.build(progress, seed))) {
        double buildSeconds = watch.seconds();
        var options = new ExpansionOptions(alpha, neighbors, norms, search, progress);
        var expansion = new AlphaQueryExpansion(vectors, index, options);
        watch = Stopwatch.start();
        Npy.write(output, others == null ? expansion.database() : expansion.queries(others));
        progress.clear();
        new ExpandReport(this, counsel, vectors, others == null ? vectors : others)
            .write(expansion.counts(), buildSeconds, watch.seconds());
      }
    }
  }
}
