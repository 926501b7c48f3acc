// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.io.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Index and queries to neighbours.
@Command(
    name = "search",
    description = "Finds the nearest vectors of an index for each query.",
    footer = {
      "",
      "Writes PREFIX.D.npy (distances, float32) and PREFIX.I.npy (ids, int64), one row a query,",
      "best first; where fewer than K were found the id is -1."
    })
final class SearchCommand extends Job {

  @Parameters(index = "0", paramLabel = "INDEX", description = "An index file of Kith or Faiss.")
  Path indexFile;

  @Parameters(
      index = "1",
      paramLabel = "QUERIES",
      description = "The queries (" + InputFiles.FORMATS + ", or a folder of them), one a row.")
  Path queryFile;

  @Option(
      names = "-k",
      required = true,
      paramLabel = "K",
      converter = Numbers.Positive.class,
      description = "How many neighbours for each query.")
  int k;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PREFIX",
      description = "Beginning of the names of the files to write.")
  Path prefix;

  @Mixin ParameterOptions parameters = new ParameterOptions();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin IndexOption trust = new IndexOption();
  @Mixin JsonOption json = new JsonOption();

  SearchCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    Path distances = suffixed(".D.npy");
    Path ids = suffixed(".I.npy");
    OutputFiles.check(distances, queryFile, indexFile);
    OutputFiles.check(ids, queryFile, indexFile);
    var queries = InputFiles.vectors(queryFile);
    try (var index = trust.read(indexFile)) {
      requireVectors(index);
      var options = parameters.applyTo(threads.search());
      var time = Stopwatch.start();
      var found = index.search(queries, k, options);
      double seconds = time.seconds();
      cancellation().check();
      write(found, distances, ids);
      report(found, seconds, distances, ids);
    }
  }

  private void requireVectors(Index index) {
    if (index.size() == 0) {
      throw new IllegalArgumentException(
          indexFile
              + (index.isTrained() ? " is trained but" : " is not trained and")
              + " holds no vectors, so there is nothing to find; search a filled index (of RVC's"
              + " two files the one called added_…)");
    }
  }

  /// Both files or neither: one alone would pass for the answer to another search.
  private void write(Neighbors found, Path distances, Path ids) throws IOException {
    Npy.write(distances, found.distances(), found.queries(), k);
    try {
      Npy.write(ids, found.ids(), found.queries(), k);
    } catch (IOException e) {
      Files.deleteIfExists(distances);
      throw e;
    }
  }

  private Path suffixed(String suffix) {
    Path name = prefix.getFileName();
    return prefix.resolveSibling((name == null ? "" : name.toString()) + suffix);
  }

  private void report(Neighbors found, double seconds, Path distances, Path ids) {
    long pairs = 0;
    long complete = 0;
    for (int query = 0; query < found.queries(); query++) {
      int count = found.found(query);
      pairs += count;
      complete += count == k ? 1 : 0;
    }
    double rate = found.queries() / seconds;
    if (json.wanted) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("queries", found.queries());
      report.put("k", k);
      report.put("seconds", seconds);
      report.put("qps", rate);
      report.put("found", pairs);
      report.put("complete_queries", complete);
      report.put("distances", distances.toString());
      report.put("ids", ids.toString());
      console().json(report);
    } else {
      console()
          .result(
              "%s in %s (%s a second): %s found, all %d for %s"
                  .formatted(
                      queries(found.queries()),
                      Text.seconds(seconds),
                      Text.rate(rate),
                      Text.count(pairs, "neighbour"),
                      k,
                      queries(complete)));
      console().result(distances + "  distances");
      console().result(ids + "  ids");
    }
  }

  private static String queries(long n) {
    return n == 1 ? "1 query" : Text.count(n) + " queries";
  }
}
