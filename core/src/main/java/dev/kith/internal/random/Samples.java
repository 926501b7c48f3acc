// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

import dev.kith.BuildOptions;
import dev.kith.vector.VectorSource;
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
  /// @return the vectors themselves where they are in memory and few enough, else a copy of some
  public static Vectors of(VectorSource vectors, long most, BuildOptions options) {
    if (vectors.size() <= most) {
      return all(vectors);
    }
    if (vectors.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d training vectors are more than the %d that fit; pass a sample, of which %d are used"
              .formatted(vectors.size(), Integer.MAX_VALUE - 8, most));
    }
    var sample = Vectors.allocate(most, vectors.dimension());
    vectors.gather(rows((int) vectors.size(), (int) most, options.seed().orElse(SEED)), sample);
    return sample;
  }

  /// The first of a permutation.
  ///
  /// @param n numbers from 0 on
  /// @param most how many of them, at most n
  /// @param seed of the permutation
  /// @return some of the numbers, in random order
  public static long[] rows(int n, int most, long seed) {
    int[] permutation = FaissRandom.permutation(n, seed);
    return Arrays.stream(permutation, 0, most).asLongStream().toArray();
  }

  /// All vectors.
  ///
  /// @param vectors n x d
  /// @return the vectors themselves where they are in memory, else a copy
  public static Vectors all(VectorSource vectors) {
    if (vectors instanceof Vectors inMemory) {
      return inMemory;
    }
    var copy = Vectors.allocate(vectors.size(), vectors.dimension());
    vectors.read(0, copy);
    return copy;
  }
}
