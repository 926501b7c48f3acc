// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.cluster.MiniBatchKMeans;
import dev.kith.cluster.MiniBatchOptions;
import dev.kith.cluster.StartMethod;
import dev.kith.io.Npy;
import dev.kith.io.VectorFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// Many vectors to few that stand for them.
@Command(
    name = "compress",
    description = "Finds a few vectors that stand for many: the centroids of mini-batch k-means.",
    footer = {
      "",
      "The inertia that is reported is the mean squared distance of a row to its nearest centroid.",
      "Rows are read as they are drawn: the files may be larger than the memory."
    })
final class CompressCommand extends Job {

  @Parameters(
      arity = "1..*",
      paramLabel = "FEATURES",
      description = "The vectors, one a row: " + InputFiles.INPUTS + ".")
  List<String> features = List.of();

  @Option(
      names = {"-n", "--centroids"},
      required = true,
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "How many vectors are wanted; RVC takes 10000.")
  int count;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.npy",
      description = "The file to write.")
  Path output;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = {
        "Rows of a step (default: 256 for each processor of this machine).",
        "Name a number to get the same result on every machine."
      })
  @Nullable Integer batchSize;

  @Option(
      names = "--init",
      paramLabel = "METHOD",
      converter = Start.class,
      description = {
        "What to start from (default: random):",
        "random     rows at random, the best of three choices",
        "k-means++  rows far from each other: slower, and a little better"
      })
  StartMethod start = StartMethod.RANDOM;

  @Option(
      names = "--max-iter",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Draw at most N times as many rows as there are (default: ${DEFAULT-VALUE}).")
  int iterations = 100;

  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin StrictOption strict = new StrictOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  CompressCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    var vectors = InputFiles.source(features);
    OutputFiles.check(output, vectors.files().toArray(new Path[0]));
    if (vectors.size() <= count) {
      copy(vectors);
    } else {
      compress(vectors);
    }
  }

  private void compress(VectorFiles vectors) throws IOException {
    try (var progress = progress()) {
      var build = threads.build(progress, seed);
      var watch = Stopwatch.start();
      var result = MiniBatchKMeans.train(vectors, count, options(), build);
      double seconds = watch.seconds();
      double inertia = MiniBatchKMeans.inertia(vectors, result.centroids(), build);
      cancellation().check();
      Npy.write(output, result.centroids());
      progress.clear();
      report(vectors, count, result.steps(), inertia / vectors.size(), seconds, List.of());
    }
  }

  private MiniBatchOptions options() {
    var options = MiniBatchOptions.defaults().start(start).iterations(iterations);
    return batchSize == null ? options : options.batchSize(batchSize);
  }

  /// Few rows are what they are to become.
  private void copy(VectorFiles vectors) throws IOException {
    String found =
        "%s for %s that were asked for"
            .formatted(Text.count(vectors.size(), "row"), Text.count(count, "vector"));
    if (strict.wanted) {
      throw new IllegalArgumentException(
          found + ": there is nothing to compress; ask for fewer with -n");
    }
    String notice = found + ": there is nothing to compress, and the rows are copied as they are";
    if (!json.wanted) {
      console().message("notice: " + notice);
    }
    var watch = Stopwatch.start();
    Npy.write(output, vectors);
    report(vectors, vectors.size(), 0, 0, watch.seconds(), List.of(notice));
  }

  private void report(
      VectorFiles vectors,
      long written,
      long steps,
      double inertia,
      double seconds,
      List<String> notices) {
    if (json.wanted) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("file", output.toString());
      object.put("files", vectors.files().size());
      object.put("rows", vectors.size());
      object.put("d", vectors.dimension());
      object.put("centroids", written);
      object.put("steps", steps);
      object.put("inertia_per_row", inertia);
      object.put("train_s", seconds);
      object.put("notices", notices);
      console().json(object);
      return;
    }
    console()
        .result(
            "%s: %s of %d components for %s in %s"
                .formatted(
                    output,
                    Text.count(written, "vector"),
                    vectors.dimension(),
                    Text.count(vectors.size(), "row"),
                    Text.count(vectors.files().size(), "file")));
    if (steps > 0) {
      console()
          .result(
              "%s of mini-batch k-means in %s, inertia %s a row"
                  .formatted(
                      Text.count(steps, "step"),
                      Text.seconds(seconds),
                      String.format(Locale.ROOT, "%.5g", inertia)));
    }
  }

  /// The names that scikit-learn's users know.
  static final class Start implements ITypeConverter<StartMethod> {
    @Override
    public StartMethod convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "random" -> StartMethod.RANDOM;
        case "k-means++" -> StartMethod.PLUS_PLUS;
        default ->
            throw new TypeConversionException("'" + text + "' is neither random nor k-means++");
      };
    }
  }
}
