// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.BuildOptions;
import dev.kith.SearchOptions;
import picocli.CommandLine.Option;

/// `--threads`, for training, adding and searching alike.
final class ThreadsOption {

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Threads to use (default: all processors). Results do not depend on it.")
  int count = Runtime.getRuntime().availableProcessors();

  SearchOptions search() {
    return SearchOptions.defaults().threads(count);
  }

  BuildOptions build(Progress progress, SeedOption seed) {
    var options = BuildOptions.defaults().threads(count).listener(progress);
    return seed.value == null ? options : options.seed(seed.value);
  }
}
