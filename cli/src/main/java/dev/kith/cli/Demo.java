// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.faiss.FaissFiles;
import dev.kith.io.Npy;
import dev.kith.rvc.Retriever;
import dev.kith.rvc.RetrieverOptions;
import dev.kith.rvc.RvcOptions;
import dev.kith.rvc.RvcReport;
import dev.kith.rvc.RvcTraining;
import dev.kith.rvc.RvcVersion;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The story of the demo: a voice is indexed, saved, loaded, searched and mixed.
final class Demo {

  private static final int K = Retriever.NEIGHBOURS;
  private static final double RATE = 0.75;
  private static final int FRAMES_A_SECOND = 50;

  private final Examples examples;
  private final Path work;
  private final Consumer<String> story;
  private final BuildOptions build;
  private final SearchOptions search;
  private final Cancellation cancellation;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  /// @param examples where the data is
  /// @param work where to write
  /// @param story hears what happens, line by line
  /// @param build how to train and add
  /// @param search how to search
  /// @param cancellation asked between the steps
  Demo(
      Examples examples,
      Path work,
      Consumer<String> story,
      BuildOptions build,
      SearchOptions search,
      Cancellation cancellation) {
    this.examples = examples;
    this.work = work;
    this.story = story;
    this.build = build;
    this.search = search;
    this.cancellation = cancellation;
  }

  /// Tells the whole story.
  ///
  /// @return its figures
  Map<String, Object> run() throws IOException {
    var source = copyData();
    var trained = train();
    try (var index = load(trained)) {
      searchForSource(index, trained.plan().lists(), Npy.read(trained.features()), source);
      mix(index, trained.plan().lists(), source);
    }
    return figures;
  }

  private Vectors copyData() throws IOException {
    int recordings = examples.copyVoice(work);
    story.accept(
        "1. A voice: %s of %s, as features in the layout of RVC."
            .formatted(Text.count(recordings, "recording"), Examples.VOICE));
    Path file = work.resolve(Examples.SOURCE + ".npy");
    Npy.write(file, examples.source());
    var source = Npy.read(file);
    figures.put("source", file.toString());
    figures.put("source_frames", source.size());
    story.accept(
        "   A source: %s of %s (%s of speech)."
            .formatted(Text.count(source.size(), "frame"), Examples.SOURCE, speech(source.size())));
    return source;
  }

  private RvcReport train() throws IOException {
    cancellation.check();
    Path experiment = work.resolve(Examples.VOICE);
    var report =
        RvcTraining.train(experiment, RvcOptions.defaults().version(RvcVersion.V1).build(build));
    figures.putAll(RvcTrainCommand.json(report));
    story.accept(
        "2. Training: %s (%s of speech) are grouped into %d lists by k-means, in %s."
            .formatted(
                Text.count(report.plan().frames(), "frame"),
                speech(report.plan().frames()),
                report.plan().lists(),
                Text.seconds(report.trainSeconds())));
    story.accept(
        "   Each frame is put into the list of its nearest centroid, in %s."
            .formatted(Text.seconds(report.addSeconds())));
    return report;
  }

  private Index load(RvcReport report) throws IOException {
    cancellation.check();
    var time = Stopwatch.start();
    var index = FaissFiles.read(report.added());
    double seconds = time.seconds();
    figures.put("load_s", seconds);
    story.accept(
        "3. Saved as %s (%s), which Faiss reads too, and loaded again in %s."
            .formatted(
                report.added().getFileName(),
                Text.bytes(Files.size(report.added())),
                Text.seconds(seconds)));
    return index;
  }

  private void searchForSource(Index index, int lists, Vectors voice, Vectors source) {
    story.accept(
        "4. Searching the %d nearest frames of the voice for each frame of the source:"
            .formatted(K));
    story.accept("   %-12s %12s %10s".formatted("nprobe", "queries/s", "recall"));
    var truth = exactly(voice, source);
    var timing = new SearchTiming(index, source, K, Measurement.brief(cancellation));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int nprobe : probes(lists)) {
      var options = search.nprobe(nprobe);
      double rate = timing.batch(options);
      double recall = Recall.of(truth, timing.search(options));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("nprobe", nprobe);
      row.put("qps", rate);
      row.put("recall", recall);
      rows.add(row);
      story.accept(
          "   %-12s %12s %10s"
              .formatted(
                  nprobe + (nprobe == lists ? " (all)" : ""), Text.rate(rate), Text.share(recall)));
    }
    figures.put("searches", rows);
    story.accept(
        "   nprobe is how many lists are looked into; recall is the share of the exact answers found.");
  }

  private static List<Integer> probes(int lists) {
    return Stream.of(1, 4, 9, 16, lists).filter(n -> n <= lists).distinct().sorted().toList();
  }

  private Neighbors exactly(Vectors voice, Vectors source) {
    cancellation.check();
    try (var exact = IndexFactory.create(voice.dimension(), "Flat", Metric.L2)) {
      exact.add(voice, build);
      return exact.search(source, K, search);
    }
  }

  private void mix(Index index, int lists, Vectors source) throws IOException {
    cancellation.check();
    var time = Stopwatch.start();
    var mixed = Vectors.allocate(source.size(), source.dimension());
    try (var retriever =
        Retriever.of(index, RetrieverOptions.defaults().rate(RATE).search(search))) {
      retriever.mix(source, mixed);
    }
    double seconds = time.seconds();
    Path file = work.resolve("mixed.npy");
    Npy.write(file, mixed);
    double before = distanceToVoice(index, lists, source);
    double after = distanceToVoice(index, lists, mixed);
    figures.put("mixed", file.toString());
    figures.put("mix_s", seconds);
    figures.put("distance_before", before);
    figures.put("distance_after", after);
    story.accept(
        "5. Mixing: each frame of the source becomes %.0f %% its nearest frames of the voice and the"
            .formatted(RATE * 100));
    story.accept("   rest itself, in %s.".formatted(Text.seconds(seconds)));
    story.accept(
        "   The mean squared distance to the nearest frame of the voice falls from %.1f to %.1f."
            .formatted(before, after));
  }

  private double distanceToVoice(Index index, int lists, Vectors frames) {
    double sum = 0;
    for (float distance : index.search(frames, 1, search.nprobe(lists)).distances()) {
      sum += distance;
    }
    return sum / frames.size();
  }

  private static String speech(long frames) {
    return frames / FRAMES_A_SECOND + " s";
  }
}
