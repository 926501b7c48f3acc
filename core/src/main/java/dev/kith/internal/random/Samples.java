// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

import dev.kith.BuildOptions;
import dev.kith.internal.memory.Temporaries;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.function.Consumer;

/// The part of a training set that a transform or a quantizer looks at (specification of the
/// factory, sections 2.4 and 2.10).
public final class Samples {

  private static final long SEED = 1234;
  private static final long ALIGNMENT = 64;

  private Samples() {}

  /// At most so many vectors, chosen by a permutation and in its order.
  ///
  /// @param vectors n x d
  /// @param most how many are enough
  /// @param options the seed; without one it is 1234, as in Faiss
  /// @return the vectors themselves where they are in memory and few enough, else a copy of some
  public static Vectors of(VectorSource vectors, long most, BuildOptions options) {
    return in(Temporaries.arena(), vectors, most, options);
  }

  /// Trains with as many vectors as the options allow.
  ///
  /// @param vectors n x d
  /// @param options the seed, and how many
  /// @param training gets the vectors, or a copy of some that is freed afterwards
  public static void limited(
      VectorSource vectors, BuildOptions options, Consumer<VectorSource> training) {
    if (vectors.size() <= options.trainingVectors()) {
      training.accept(vectors);
      return;
    }
    try (var arena = Arena.ofShared()) {
      training.accept(in(arena, vectors, options.trainingVectors(), options));
    }
  }

  private static Vectors in(Arena arena, VectorSource vectors, long most, BuildOptions options) {
    if (vectors.size() <= most) {
      return all(arena, vectors);
    }
    if (vectors.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d training vectors are more than the %d that fit; pass a sample, of which %d are used"
              .formatted(vectors.size(), Integer.MAX_VALUE - 8, most));
    }
    var sample = allocate(arena, most, vectors.dimension());
    long[] rows = rows((int) vectors.size(), (int) most, options.seed().orElse(SEED));
    Temporaries.pause(() -> vectors.gather(rows, sample));
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
    return all(Temporaries.arena(), vectors);
  }

  private static Vectors all(Arena arena, VectorSource vectors) {
    if (vectors instanceof Vectors inMemory) {
      return inMemory;
    }
    var copy = allocate(arena, vectors.size(), vectors.dimension());
    Temporaries.pause(() -> vectors.read(0, copy));
    return copy;
  }

  private static Vectors allocate(Arena arena, long size, int dimension) {
    long bytes = Math.multiplyExact(size, (long) dimension * Float.BYTES);
    return Vectors.wrap(arena.allocate(bytes, ALIGNMENT), size, dimension);
  }
}
