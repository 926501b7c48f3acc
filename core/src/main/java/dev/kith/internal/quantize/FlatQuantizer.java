// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;

/// The floats of a vector are its code.
///
/// @param dimension d
public record FlatQuantizer(int dimension) implements Quantizer {

  @Override
  public int codeSize() {
    return dimension * Float.BYTES;
  }

  @Override
  public boolean isTrained() {
    return true;
  }

  @Override
  public void train(Vectors sample, BuildOptions options) {}

  @Override
  public Codes encode(Vectors vectors, Parallelism parallelism) {
    return Codes.wrap(vectors.segment(), vectors.size(), codeSize());
  }

  @Override
  public Vectors decode(Codes codes) {
    return Vectors.wrap(codes.segment(), codes.size(), dimension);
  }

  @Override
  public boolean encodesLike(Quantizer other) {
    return equals(other);
  }
}
