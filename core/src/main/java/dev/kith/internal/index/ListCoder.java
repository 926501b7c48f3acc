// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.quantize.Quantizer;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;

/// Makes the codes of inverted lists: of the vectors, or of what is left of them when the centroids
/// are taken away.
///
/// @param quantizer holds the centroids
/// @param codec makes codes
/// @param byResidual whether centroids are taken away
record ListCoder(BaseIndex quantizer, Quantizer codec, boolean byResidual) {

  void train(Vectors sample, BuildOptions options) {
    if (byResidual) {
      int[] lists = Probes.listNumbers(quantizer.assign(sample, 1, options.parallelism()));
      codec.train(Residuals.of(sample, lists, quantizer), options);
    } else {
      codec.train(sample, options);
    }
  }

  /// The codes that vectors have in their lists.
  Codes encode(Vectors vectors, int[] lists, Parallelism parallelism) {
    return codec.encode(
        byResidual ? Residuals.of(vectors, lists, quantizer) : vectors, parallelism);
  }

  /// The vectors that codes stand for in their lists.
  Vectors decode(Codes codes, int[] lists) {
    Vectors decoded = codec.decode(codes);
    return byResidual ? Residuals.undo(decoded, lists, quantizer) : decoded;
  }

  /// Bytes of a code with its list number.
  int standaloneSize(int lists) {
    return ListNumbers.bytes(lists) + codec.codeSize();
  }

  /// Whether codes of another coder with the same centroids mean the same.
  boolean encodesLike(ListCoder other) {
    return byResidual == other.byResidual && codec.encodesLike(other.codec);
  }
}
