// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.SearchOptions;
import dev.kith.rvc.Retriever;
import dev.kith.rvc.RetrieverOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the nearest frames are looked up, for all commands that mix.
final class RetrievalOption {

  @Option(
      names = "-k",
      paramLabel = "K",
      converter = Numbers.Positive.class,
      description = "How many of the nearest frames (default: 8).")
  int k = Retriever.NEIGHBOURS;

  @Option(
      names = "--nprobe",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Inverted lists to visit for each frame (default: as the index has it).")
  @Nullable Integer nprobe;

  @Option(
      names = "--no-widen",
      description = "Visit no further lists where the first hold too few frames, as RVC does.")
  boolean narrow;

  /// @param threads nothing but the threads
  RetrieverOptions options(SearchOptions threads) {
    var search = nprobe == null ? threads : threads.nprobe(nprobe);
    return RetrieverOptions.defaults().neighbours(k).widen(!narrow).search(search);
  }
}
