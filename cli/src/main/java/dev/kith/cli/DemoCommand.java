// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The main job on real data, told step by step.
@Command(
    name = "demo",
    description = {
      "Shows the main job on real data: the speech features of one speaker become an index, and those"
          + " of another are searched in it and mixed with it."
    })
final class DemoCommand extends Job {

  @Option(
      names = "--examples",
      paramLabel = "DIR",
      description = "Folder of the example data (default: the one that came with Kith).")
  @Nullable Path examples;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where to work; the files stay there (default: a temporary folder).")
  @Nullable Path folder;

  @Option(names = "--keep", description = "Keep the temporary folder.")
  boolean keep;

  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  DemoCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    var data = Examples.locate(examples);
    try (var work = folder == null ? WorkFolder.temporary(keep) : WorkFolder.at(folder)) {
      var figures = tell(data, work.path());
      if (json.wanted) {
        console().json(figures);
      } else {
        WhatNext.lines(work, figures).forEach(console()::result);
      }
    }
  }

  private Map<String, Object> tell(Examples data, Path work) throws IOException {
    try (var progress = progress()) {
      Consumer<String> story = line -> tellLine(line, progress);
      var build = threads.build(progress, seed);
      return new Demo(data, work, story, build, threads.search(), cancellation()).run();
    }
  }

  private void tellLine(String line, Progress progress) {
    progress.clear(); // the bar and the story meet on one terminal
    if (!json.wanted) {
      console().result(line);
    }
  }
}
