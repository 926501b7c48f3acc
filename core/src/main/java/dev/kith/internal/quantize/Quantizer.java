// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;

/// Turns vectors into short codes and back. A quantizer knows no index and no file. It is trained
/// once and then only read, by any number of threads.
public interface Quantizer {

  /// Components of a vector.
  ///
  /// @return d
  int dimension();

  /// Bytes of a code.
  ///
  /// @return at least 1 (0 only for quantizers that store nothing)
  int codeSize();

  /// Whether it can encode.
  ///
  /// @return false until [#train], for kinds that learn
  boolean isTrained();

  /// Bytes of what was learned, where that is much.
  ///
  /// @return 0 for a few numbers a component
  default long memoryBytes() {
    return 0;
  }

  /// How many vectors it looks at in training, at most.
  ///
  /// @return what [dev.kith.internal.random.Samples#of] is to choose, so that it need not be chosen
  ///   here
  default long trainingVectors() {
    return Long.MAX_VALUE;
  }

  /// Learns from a sample; if that fails, nothing has changed.
  ///
  /// @param sample n x d
  /// @param options listener, seed, threads
  void train(Vectors sample, BuildOptions options);

  /// The codes of vectors.
  ///
  /// @param vectors n x d
  /// @param parallelism the threads
  /// @return n codes of [#codeSize()] bytes, in the order of the specification of the file format,
  ///   section 6
  Codes encode(Vectors vectors, Parallelism parallelism);

  /// The vectors that codes stand for.
  ///
  /// @param codes n codes of [#codeSize()] bytes
  /// @return n x d
  Vectors decode(Codes codes);

  /// Whether codes of another quantizer mean the same here.
  ///
  /// @param other any
  /// @return true if kind, settings and everything learned are equal
  boolean encodesLike(Quantizer other);
}
