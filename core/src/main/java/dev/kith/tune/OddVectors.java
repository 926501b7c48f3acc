// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.concurrent.atomic.AtomicLong;

/// What is odd about vectors, and worth a word to the user.
public final class OddVectors {

  private static final int BLOCK = 1024;

  private OddVectors() {}

  /// Counts vectors of nothing but zeros. They have no direction: under cosine they stay zero, and
  /// their similarity to every vector is 0.
  ///
  /// @param vectors any
  /// @return how many
  public static long zeros(VectorSource vectors) {
    return count(vectors, new float[vectors.dimension()]);
  }

  /// Whether there is only one vector, many times over.
  ///
  /// @param vectors any
  /// @return true for no vectors and for a single one, too
  public static boolean areAllEqual(VectorSource vectors) {
    if (vectors.size() < 2) {
      return true;
    }
    var first = Vectors.allocate(2, vectors.dimension());
    vectors.read(0, first);
    float[] row = first.row(0);
    return count(first, row) == 2 && count(vectors, row) == vectors.size();
  }

  /// Vectors that equal a given one.
  private static long count(VectorSource vectors, float[] wanted) {
    var found = new AtomicLong();
    float[] row = new float[wanted.length];
    vectors.forEachBlock(
        BLOCK,
        (_, block) -> {
          for (long i = 0; i < block.size(); i++) {
            block.copyRow(i, row, 0);
            if (areEqual(row, wanted)) {
              found.incrementAndGet();
            }
          }
        });
    return found.get();
  }

  /// Zeros are equal whatever their signs, unlike for `Arrays.equals`.
  private static boolean areEqual(float[] one, float[] other) {
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i]) {
        return false;
      }
    }
    return true;
  }
}
