// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.BuildOptions;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.internal.random.FaissRandom;
import java.util.concurrent.CancellationException;

/// Renumbers the centroids of a product quantizer so that the Hamming distance of two numbers tells
/// how far apart the centroids are: polysemous codes (M. Douze, H. Jégou and F. Perronnin,
/// "Polysemous codes", ECCV 2016; specification of the factory, section 2.7). What vectors and
/// codes mean to each other stays the same.
///
/// For each part on its own, simulated annealing over swaps of two numbers; see [Annealing].
final class PolysemousTraining {

  /// Faiss's seed.
  private static final long SEED = 123;

  /// With fewer bits the targets do not depend on the distances: there is nothing to choose.
  private static final int LEAST_BITS = 4;

  /// With more bits the matrices of all pairs outgrow the caches, and then the memory. Only codes
  /// of 8 bits are ever compared by their bits.
  private static final int MOST_BITS = 10;

  private PolysemousTraining() {}

  /// Whether centroids of so many bits are renumbered.
  ///
  /// @param bits of the number of a centroid
  /// @return true for 4 to 10
  static boolean applies(int bits) {
    return bits >= LEAST_BITS && bits <= MOST_BITS;
  }

  /// Renumbers centroids, where [#applies] is true. The same centroids and seed give the same
  /// numbers on any processor and any number of threads.
  ///
  /// @param books the codebooks of all parts, each 2^bits x dsub
  /// @param dsub components of a centroid
  /// @param options seed (123 where none is given), threads, and a listener, which may cancel
  /// @return copies, in another order; the books themselves where it does not apply
  static float[][] run(float[][] books, int dsub, BuildOptions options) {
    if (!applies(Integer.numberOfTrailingZeros(books[0].length / dsub))) {
      return books;
    }
    long seed = options.seed().orElse(SEED);
    float[][] renumbered = new float[books.length][];
    Thread caller = Thread.currentThread();
    ParallelBlocks.run(
        options.parallelism(),
        books.length,
        1,
        (part, end) -> {
          if (Thread.currentThread() == caller) {
            tell(options, part, books.length);
          }
          float[] book = books[(int) part];
          renumbered[(int) part] = renumbered(book, dsub, numbers(book, dsub, seed));
        });
    options.listener().progress("polysemous codes", books.length, books.length);
    return renumbered;
  }

  private static void tell(BuildOptions options, long part, int total) {
    if (options.listener().isCancelled()) {
      throw new CancellationException(
          "polysemous training was cancelled at part %d of %d".formatted(part, total));
    }
    options.listener().progress("polysemous codes", part, total);
  }

  private static int[] numbers(float[] book, int dsub, long seed) {
    int bits = Integer.numberOfTrailingZeros(book.length / dsub);
    float[] distances = distances(book, dsub);
    return new Annealing(distances, bits, Kernels.best()).best(new FaissRandom(seed));
  }

  /// Squared distances of all pairs.
  private static float[] distances(float[] book, int dsub) {
    int count = book.length / dsub;
    float[] distances = new float[count * count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        float sum = 0;
        for (int c = 0; c < dsub; c++) {
          float difference = book[i * dsub + c] - book[j * dsub + c];
          sum = Math.fma(difference, difference, sum);
        }
        distances[i * count + j] = sum;
        distances[j * count + i] = sum;
      }
    }
    return distances;
  }

  private static float[] renumbered(float[] book, int dsub, int[] numbers) {
    float[] moved = new float[book.length];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(book, i * dsub, moved, numbers[i] * dsub, dsub);
    }
    return moved;
  }
}
