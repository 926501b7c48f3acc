// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.quantize.BinaryQuantizer;
import dev.kith.internal.quantize.Quantizer;
import dev.kith.transform.DimensionMap;
import dev.kith.transform.RandomRotation;
import dev.kith.transform.VectorTransform;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;

/// Bits of vectors after a rotation, or of their first components.
///
/// @param transform from vectors to what the bits are of
/// @param bits makes the codes
record RotatedBits(VectorTransform transform, BinaryQuantizer bits) implements Quantizer {

  /// @param rotation its shape is that of the transform, even where it is not applied
  /// @param rotates whether it is
  static RotatedBits of(RandomRotation rotation, boolean rotates, BinaryQuantizer bits) {
    return new RotatedBits(
        rotates
            ? rotation
            : DimensionMap.padding(rotation.inputDimension(), rotation.outputDimension()),
        bits);
  }

  @Override
  public int dimension() {
    return transform.inputDimension();
  }

  @Override
  public int codeSize() {
    return bits.codeSize();
  }

  @Override
  public boolean isTrained() {
    return transform.isTrained() && bits.isTrained();
  }

  @Override
  public void train(Vectors sample, BuildOptions options) {
    bits.train(transform.apply(sample), options);
  }

  @Override
  public Codes encode(Vectors vectors, Parallelism parallelism) {
    return bits.encode(transform.apply(vectors), parallelism);
  }

  @Override
  public Vectors decode(Codes codes) {
    return transform.reverse(bits.decode(codes));
  }

  @Override
  public boolean encodesLike(Quantizer other) {
    return other instanceof RotatedBits rotated
        && rotated.transform.equals(transform)
        && bits.encodesLike(rotated.bits);
  }
}
