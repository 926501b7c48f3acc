// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.BuildOptions;
import dev.kith.cluster.MiniBatchKMeans;
import dev.kith.cluster.MiniBatchOptions;
import dev.kith.cluster.StartMethod;
import dev.kith.io.Npy;
import dev.kith.vector.VectorSource;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/// Mini-batch k-means in one JVM, again and again, for `bench/compare-mini-batch`: each line of the
/// standard input is a seed, and is answered with steps and seconds once the centroids are written.
public final class MiniBatchRuns {

  private final VectorSource base;
  private final int k;
  private final MiniBatchOptions options;
  private final int threads;

  /// A task to repeat.
  ///
  /// @param base the points
  /// @param k centroids
  /// @param options of the algorithm
  /// @param threads to use
  MiniBatchRuns(VectorSource base, int k, MiniBatchOptions options, int threads) {
    this.base = base;
    this.k = k;
    this.options = options;
    this.threads = threads;
  }

  /// Reads seeds until there are no more.
  ///
  /// @param args BASE.npy, centroids, rows of a batch, `random` or `k-means++`, threads, OUT.npy
  /// @throws IOException if a file cannot be read or written
  public static void main(String[] args) throws IOException {
    var start = args[3].equals("random") ? StartMethod.RANDOM : StartMethod.PLUS_PLUS;
    var options =
        MiniBatchOptions.defaults().batchSize(Integer.parseInt(args[2])).start(start).starts(3);
    var base = Npy.read(Path.of(args[0]));
    var runs =
        new MiniBatchRuns(base, Integer.parseInt(args[1]), options, Integer.parseInt(args[4]));
    var seeds = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    try (var answers = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, US_ASCII)) {
      for (var line = seeds.readLine(); line != null; line = seeds.readLine()) {
        answers.println(runs.run(Long.parseLong(line), Path.of(args[5])));
      }
    }
  }

  /// Runs once.
  ///
  /// @param seed of the random choices
  /// @param output receives the centroids
  /// @return steps and seconds
  /// @throws IOException if the centroids cannot be written
  String run(long seed, Path output) throws IOException {
    long begin = System.nanoTime();
    var build = BuildOptions.defaults().threads(threads).seed(seed);
    var result = MiniBatchKMeans.train(base, k, options, build);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Npy.write(output, result.centroids());
    return String.format(Locale.ROOT, "%d %.6f", result.steps(), seconds);
  }
}
