// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.SearchOptions;
import dev.kith.rvc.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// How long a block of live sound takes.
@Command(
    name = "bench",
    description = "Measures what retrieval costs in a live conversion, block by block.",
    footer = {
      "",
      "The frames of FEATURES are mixed in blocks, as a live conversion does with 50 frames a",
      "second. p50 is the time that half of the calls stay below, p99 that of 99 in 100. Garbage is",
      "what a call leaves to the garbage collector, in the thread that calls."
    })
final class RvcBenchCommand extends Job {

  @Parameters(
      index = "0",
      paramLabel = "INDEX",
      description = "The added_….index of the voice, of Kith or Faiss.")
  Path indexFile;

  @Parameters(
      index = "1",
      paramLabel = "FEATURES",
      description = "Frames of another speaker, one a row: a file (.npy), or a folder of them.")
  Path features;

  @Option(
      names = "--blocks",
      split = ",",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Frames of a block (default: 10,50,500).")
  List<Integer> blocks = List.of(10, 50, 500);

  @Option(
      names = "--calls",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Calls to measure for each size, once warm (default: 2000).")
  int calls = 2000;

  @Option(
      names = "--in-memory",
      description = "Read the index into memory, instead of leaving its vectors in the file.")
  boolean inMemory;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description =
          "Threads that a call may use (default: 1, which leaves the others to the sound).")
  int threads = 1;

  @Mixin RetrievalOption retrieval = new RetrievalOption();
  @Mixin IndexOption trust = new IndexOption();
  @Mixin JsonOption json = new JsonOption();

  RvcBenchCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    var frames = InputFiles.vectors(features);
    var options = retrieval.options(SearchOptions.defaults().threads(threads));
    var time = Stopwatch.start();
    var index = inMemory ? trust.read(indexFile) : trust.map(indexFile);
    try (var retriever = Retriever.owning(index, options)) {
      double opened = time.seconds();
      if (!json.wanted) {
        console()
            .result(
                "opened in %s, %s".formatted(Text.seconds(opened), Text.count(threads, "thread")));
        console().result(BlockLatency.HEADER);
      }
      for (int block : blocks) {
        var latency = BlockLatency.measure(retriever, frames, block, calls, cancellation());
        report(latency, opened);
      }
      if (!json.wanted) {
        console().result(RvcMixCommand.describe(retriever.counts(), retrieval.k));
      }
    }
  }

  private void report(BlockLatency latency, double opened) {
    if (json.wanted) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("open_s", opened);
      object.put("threads", threads);
      object.putAll(latency.json());
      console().json(object);
    } else {
      console().result(latency.line());
    }
  }
}
