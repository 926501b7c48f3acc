// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.io.Npy;
import dev.kith.rvc.RetrievalCounts;
import dev.kith.rvc.Retriever;
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
      "frame, with d as the index returns it. Where the lists that a frame visits hold fewer than K",
      "frames, more lists are visited."
    })
final class RvcMixCommand extends Job {

  @Parameters(
      index = "0",
      paramLabel = "INDEX",
      description = "The added_….index of the voice, of Kith or Faiss.")
  Path indexFile;

  @Parameters(
      index = "1",
      paramLabel = "FEATURES",
      description = "The frames, one a row: a file (.npy), or a folder of them.")
  Path features;

  @Option(
      names = "--rate",
      required = true,
      paramLabel = "RATE",
      converter = Numbers.Rate.class,
      description = "Share of the voice, from 0 to 1; RVC's own default is 0.75.")
  double rate;

  @Option(
      names = "--pitch",
      paramLabel = "F0.npy",
      description =
          "The pitch of the source in hertz, 0 where it has no voice; one or two values a frame.")
  @Nullable Path pitchFile;

  @Option(
      names = "--protect",
      paramLabel = "P",
      converter = Numbers.Protection.class,
      description =
          "Share of the mix that frames without a voice get, from 0 (they stay as they are) to 0.5"
              + " (all are alike, the default); RVC's own default is 0.33. Needs --pitch.")
  @Nullable Double protect;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.npy",
      description = "The file to write.")
  Path output;

  @Mixin RetrievalOption retrieval = new RetrievalOption();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin IndexOption trust = new IndexOption();
  @Mixin JsonOption json = new JsonOption();

  RvcMixCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    OutputFiles.check(output, features, indexFile);
    if (protect != null && pitchFile == null) {
      throw new IllegalArgumentException(
          "--protect needs to know which frames have a voice; give their pitch with --pitch");
    }
    var frames = InputFiles.vectors(features);
    var pitch = pitchFile == null ? null : pitch(pitchFile);
    var options = retrieval.options(threads.search()).rate(rate);
    if (protect != null) {
      options = options.protect(protect);
    }
    try (var retriever = Retriever.owning(trust.map(indexFile), options)) {
      var time = Stopwatch.start();
      var mixed = Vectors.allocate(frames.size(), frames.dimension());
      retriever.mix(frames, pitch, mixed);
      double seconds = time.seconds();
      cancellation().check();
      Npy.write(output, mixed);
      report(retriever.counts(), seconds);
    }
  }

  /// One number a row, or all in one.
  private static float[] pitch(Path file) throws IOException {
    var values = Npy.read(file);
    var hertz = new float[Math.toIntExact(values.size() * values.dimension())];
    values.copyRows(0, (int) values.size(), hertz, 0);
    return hertz;
  }

  private void report(RetrievalCounts counts, double seconds) {
    if (json.wanted) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("output", output.toString());
      object.put("rate", rate);
      object.put("k", retrieval.k);
      object.putAll(json(counts));
      object.put("seconds", seconds);
      console().json(object);
    } else {
      console()
          .result(
              "%s: %s mixed in %s"
                  .formatted(output, Text.count(counts.frames(), "frame"), Text.seconds(seconds)));
      console().result(describe(counts, retrieval.k));
    }
  }

  /// The corner cases in a sentence.
  static String describe(RetrievalCounts counts, int k) {
    return "%s identical to one of the voice, %s needed more lists, %s with fewer than %d neighbours, %s with none%s"
        .formatted(
            Text.count(counts.exact()),
            Text.count(counts.widened()),
            Text.count(counts.partial()),
            k,
            Text.count(counts.unmatched()),
            counts.guarded() == 0 ? "" : ", " + Text.count(counts.guarded()) + " protected");
  }

  static Map<String, Object> json(RetrievalCounts counts) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("frames", counts.frames());
    object.put("exact", counts.exact());
    object.put("widened", counts.widened());
    object.put("partial", counts.partial());
    object.put("unmatched", counts.unmatched());
    object.put("protected", counts.guarded());
    return object;
  }
}
