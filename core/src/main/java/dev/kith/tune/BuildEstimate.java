// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.IndexSpec;
import java.util.Locale;

/// What the building of an index is going to take: a model, made to be right within a factor of two
/// and to err to the safe side with memory.
///
/// Mapped files are not counted as memory: the system takes their pages away when it needs them.
///
/// @param trainingVectors that the training looks at
/// @param leastTrainingVectors fewer make no sense: 39 a centroid, which is what k-means asks for
/// @param indexBytes of the finished index
/// @param peakBytes that the process needs at most at a time, itself included
/// @param multiplications of training and adding
/// @param movedBytes read and written
public record BuildEstimate(
    long trainingVectors,
    long leastTrainingVectors,
    long indexBytes,
    long peakBytes,
    double multiplications,
    double movedBytes) {

  /// The JVM with its code, and what does not grow with the data.
  static final long PROCESS_BYTES = 200L << 20;

  /// Reading, writing and checking of a mapped file.
  private static final double BYTES_PER_SECOND = 1e9;

  /// Estimates.
  ///
  /// @param spec what is to be built
  /// @param dimension components of a vector
  /// @param vectors that are going to be added
  /// @param training vectors to train with, of which a sample may do
  /// @param inPlace whether the training vectors can be used where they are, such as in one mapped
  ///   file of floats; others are copied
  /// @return the estimate
  public static BuildEstimate of(
      IndexSpec spec, int dimension, long vectors, long training, boolean inPlace) {
    var cost = BuildCost.of(spec, dimension, vectors, training, inPlace);
    long index = spec.estimatedBytes(dimension, vectors);
    long adding = index + index / 16 + cost.addingBytes();
    return new BuildEstimate(
        cost.trainingVectors(),
        cost.leastTrainingVectors(),
        index,
        PROCESS_BYTES + Math.max(cost.trainingBytes(), adding),
        cost.multiplications(),
        4.0 * vectors * dimension * Float.BYTES + index);
  }

  /// The same work with something before it that keeps no memory.
  ///
  /// @param bytes that it needs while it runs
  /// @param moreMultiplications that it takes
  /// @param moreMoved bytes that it reads and writes
  /// @return another estimate
  public BuildEstimate after(long bytes, double moreMultiplications, double moreMoved) {
    return new BuildEstimate(
        trainingVectors,
        leastTrainingVectors,
        indexBytes,
        Math.max(peakBytes, PROCESS_BYTES + bytes),
        multiplications + moreMultiplications,
        movedBytes + moreMoved);
  }

  /// The time.
  ///
  /// @param machine how fast it multiplies
  /// @param threads that work
  /// @return seconds
  public double seconds(MachineSpeed machine, int threads) {
    return multiplications / machine.multiplicationsPerSecond(threads)
        + movedBytes / BYTES_PER_SECOND;
  }

  /// Refuses work that the memory does not suffice for.
  ///
  /// @param limit bytes that the process may take in all
  /// @param cure what would need less, for the message
  /// @throws IllegalArgumentException if it is not enough, with the number that is needed
  public void requireFits(long limit, String cure) {
    if (peakBytes > limit) {
      throw new IllegalArgumentException(
          "this needs about %s of memory, and may take %s; nothing was begun. %s"
              .formatted(megabytes(peakBytes), megabytes(limit), cure));
    }
  }

  /// A number of bytes, rounded up to megabytes, as `--memory` takes it.
  ///
  /// @param bytes any
  /// @return such as `1,250M`
  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,dM", Math.ceilDiv(bytes, 1L << 20));
  }
}
