// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// The part of a training set that a transform or a quantizer looks at (specification of the
/// factory, sections 2.4 and 2.10).
public final class Samples {

  private static final long SEED = 1234;

  private Samples() {}

  /// At most so many vectors, chosen by a permutation and in its order.
  ///
  /// @param vectors n x d
  /// @param most how many are enough
  /// @param options the seed; without one it is 1234, as in Faiss
  /// @return the vectors themselves, or a copy of some
  public static Vectors of(Vectors vectors, long most, BuildOptions options) {
    if (vectors.size() <= most) {
      return vectors;
    }
    if (vectors.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d training vectors are more than the %d that fit; pass a sample, of which %d are used"
              .formatted(vectors.size(), Integer.MAX_VALUE - 8, most));
    }
    int[] rows = FaissRandom.permutation((int) vectors.size(), options.seed().orElse(SEED));
    return vectors.select(Arrays.copyOf(rows, (int) most));
  }
}
