// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.faiss.FaissFiles;
import dev.kith.faiss.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How far an index file is trusted, for all commands that read one.
final class IndexOption {

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Numbers.Size.class,
      description =
          "Memory that the index may take, such as 900M or 4G (default: 70 %% of the RAM).")
  @Nullable Long memory;

  @Option(
      names = "--list-files",
      paramLabel = "DIR",
      description = {
        "Allow inverted lists to be in a second file, in this folder.",
        "Faiss writes such indexes (on-disk lists); the name of the file stands in the index."
      })
  @Nullable Path listFiles;

  Index read(Path file) throws IOException {
    return FaissFiles.read(file, options());
  }

  /// Reads an index, but leaves whole vectors in the file where that is possible.
  Index map(Path file) throws IOException {
    return FaissFiles.read(file, options().mapped());
  }

  private ReadOptions options() {
    // the launcher gives the JVM 70 % of the RAM
    long limit = memory == null ? Runtime.getRuntime().maxMemory() : memory;
    var options = ReadOptions.defaults().memoryLimit(limit);
    return listFiles == null ? options : options.allowListFiles(listFiles);
  }
}
