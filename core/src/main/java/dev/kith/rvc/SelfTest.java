// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.faiss.FaissFiles;
import dev.kith.faiss.ReadOptions;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;

/// Searches an index file for frames that should be in it.
final class SelfTest {

  /// RVC asks for so many neighbours.
  private static final int NEIGHBOURS = 8;

  private SelfTest() {}

  /// Opens the file as a program that converts voices would, and looks for frames that were added:
  /// each must be found, itself or an equal one, at distance 0.
  ///
  /// @param file of the filled index
  /// @param frames that were added
  /// @param most how many of them are searched, evenly spread
  /// @return how many were searched
  /// @throws IOException if the file cannot be read, or a frame is not found
  static int run(Path file, VectorSource frames, int most, BuildOptions options)
      throws IOException {
    try (var index = FaissFiles.read(file, reading(options).mapped())) {
      if (index.size() != frames.size()) {
        throw new IOException(
            failed(file, "it holds " + index.size() + " frames instead of " + frames.size()));
      }
      var sample = sample(frames, most);
      int found = found(index, sample, options);
      if (found < sample.size()) {
        throw new IOException(
            failed(
                file,
                (sample.size() - found)
                    + " of "
                    + sample.size()
                    + " frames that were added were not found"));
      }
      return found;
    }
  }

  static ReadOptions reading(BuildOptions options) {
    return ReadOptions.defaults().memoryLimit(Long.MAX_VALUE).listener(options.listener());
  }

  private static String failed(Path file, String finding) {
    return file
        + " was read again to test it, and "
        + finding
        + "; the disk or the memory of this machine is not to be trusted, or this is a bug in Kith:"
        + " run again with --force, and report it if it stays";
  }

  /// Evenly spread frames.
  static Vectors sample(VectorSource frames, int most) {
    int count = (int) Math.min(most, frames.size());
    var sample = Vectors.allocate(count, frames.dimension());
    long[] rows = LongStream.range(0, count).map(i -> i * frames.size() / count).toArray();
    frames.gather(rows, sample);
    return sample;
  }

  /// How many of the vectors have an equal one among their neighbours.
  static int found(Index index, Vectors sample, BuildOptions options) {
    var parallelism = options.parallelism();
    var search = SearchOptions.defaults().executor(parallelism.executor(), parallelism.width());
    var neighbors = index.search(sample, NEIGHBOURS, search);
    int found = 0;
    for (int row = 0; row < neighbors.queries(); row++) {
      found += neighbors.id(row, 0) >= 0 && neighbors.distance(row, 0) == 0 ? 1 : 0;
    }
    return found;
  }
}
