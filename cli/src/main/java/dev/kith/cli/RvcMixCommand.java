// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.io.Npy;
import dev.kith.rvc.FrameSource;
import dev.kith.rvc.Mixed;
import dev.kith.rvc.Mixer;
import dev.kith.rvc.Retrieval;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Features of one speaker towards the voice of another.
@Command(
    name = "mix",
    description = "Replaces a share of each frame by the nearest frames of a voice.",
    footer = {
      "",
      "Each frame becomes rate * (mean of its K nearest frames, weighted by 1 / d^2) + (1 - rate) *",
      "frame, with d as the index returns it."
    })
final class RvcMixCommand extends Job {

  @Parameters(
      index = "0",
      paramLabel = "INDEX",
      description = "The added_….index of the voice, of Kith or Faiss.")
  Path indexFile;

  @Parameters(index = "1", paramLabel = "FEATURES", description = "The frames (.npy), one a row.")
  Path features;

  @Option(
      names = "--rate",
      required = true,
      paramLabel = "RATE",
      converter = Numbers.Rate.class,
      description = "Share of the voice, from 0 to 1; RVC's own default is 0.75.")
  double rate;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.npy",
      description = "The file to write.")
  Path output;

  @Option(
      names = "-k",
      paramLabel = "K",
      converter = Numbers.Positive.class,
      description = "How many of the nearest frames (default: 8).")
  int k = Retrieval.NEIGHBOURS;

  @Option(
      names = "--nprobe",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Inverted lists to visit for each frame (default: as the index has it).")
  @Nullable Integer nprobe;

  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin IndexOption trust = new IndexOption();
  @Mixin JsonOption json = new JsonOption();

  RvcMixCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    OutputFiles.check(output, features, indexFile);
    var frames = InputFiles.vectors(features);
    try (var index = trust.read(indexFile)) {
      var time = Stopwatch.start();
      var result = mix(index, frames);
      double seconds = time.seconds();
      cancellation().check();
      Npy.write(output, result.features());
      report(result, seconds);
    }
  }

  private Mixed mix(Index index, Vectors frames) {
    var options = nprobe == null ? threads.search() : threads.search().nprobe(nprobe);
    var voice = FrameSource.of(index);
    var retrieval = new Retrieval(index, voice); // refuses what is no index of a voice
    return k == Retrieval.NEIGHBOURS
        ? retrieval.mix(frames, rate, options)
        : new Mixer(voice).mix(frames, index.search(frames, k, options), rate);
  }

  private void report(Mixed result, double seconds) {
    if (json.wanted) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("output", output.toString());
      object.put("rate", rate);
      object.put("k", k);
      object.putAll(json(result));
      object.put("seconds", seconds);
      console().json(object);
    } else {
      console()
          .result(
              "%s: %s mixed in %s"
                  .formatted(
                      output,
                      Text.count(result.features().size(), "frame"),
                      Text.seconds(seconds)));
      console()
          .result(
              "%s identical to one of the voice, %s with fewer than %d neighbours, %s with none"
                  .formatted(
                      Text.count(result.exact()),
                      Text.count(result.partial()),
                      k,
                      Text.count(result.unmatched())));
    }
  }

  static Map<String, Object> json(Mixed result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("frames", result.features().size());
    object.put("exact", result.exact());
    object.put("partial", result.partial());
    object.put("unmatched", result.unmatched());
    return object;
  }
}
