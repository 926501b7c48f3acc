// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import dev.kith.io.Npy;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;

/// What a contender is to do.
///
/// @param index what to build, in words that the contender understands
/// @param base the vectors to search, whose ids are their positions
/// @param queries what to search for
/// @param k neighbours wanted of each query
/// @param metric squared L2 or the inner product
/// @param threads to build with, and to search with where all queries are one call
public record Task(String index, Vectors base, Vectors queries, int k, Metric metric, int threads) {

  /// Reads the arguments of a contender's main method.
  ///
  /// @param args INDEX, BASE.npy, QUERIES.npy, K, `l2` or `ip`, THREADS
  /// @return the task
  /// @throws IOException if a file cannot be read
  public static Task parse(String[] args) throws IOException {
    if (args.length != 6) {
      throw new IllegalArgumentException(
          "got %d arguments, expected 6: INDEX BASE.npy QUERIES.npy K l2|ip THREADS"
              .formatted(args.length));
    }
    return new Task(
        args[0],
        Npy.read(Path.of(args[1])),
        Npy.read(Path.of(args[2])),
        Integer.parseInt(args[3]),
        args[4].equals("ip") ? Metric.INNER_PRODUCT : Metric.L2,
        Integer.parseInt(args[5]));
  }

  /// {@return queries there are}
  public int count() {
    return Math.toIntExact(queries.size());
  }

  /// {@return whether larger is nearer}
  public boolean isSimilarity() {
    return metric.equals(Metric.INNER_PRODUCT);
  }
}
