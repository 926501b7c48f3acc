// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

/// The random generator of Faiss, draw for draw (specification of the factory, section 3.1): what
/// is trained with the same seed starts from the same rows. Not safe for several threads.
public final class FaissRandom {

  private static final float TWO_TO_32 = 0x1p32f;
  private static final double LARGEST_WORD = 0xffffffffL;

  private final MersenneTwister twister;

  /// A generator at its start.
  ///
  /// @param seed only its low 32 bits count
  public FaissRandom(long seed) {
    twister = new MersenneTwister((int) seed);
  }

  /// A whole number of 31 bits.
  ///
  /// @return 0 to 2^31 - 1
  public int nextInt() {
    return twister.next() & 0x7fffffff;
  }

  /// A whole number below a bound. As in Faiss small numbers are preferred, by less than `bound` in
  /// 2^32.
  ///
  /// @param bound at least 1
  /// @return 0 to `bound - 1`
  public int nextInt(int bound) {
    assert bound > 0;
    return Integer.remainderUnsigned(twister.next(), bound);
  }

  /// A whole number of 62 bits, from two draws, the low half first.
  ///
  /// @return 0 to 2^62 - 1
  public long nextLong() {
    long low = nextInt();
    return low | ((long) nextInt() << 31);
  }

  /// A number between 0 and 1. Rounding to float makes 1 possible.
  ///
  /// @return 0 to 1 inclusive
  public float nextFloat() {
    return (float) Integer.toUnsignedLong(twister.next()) / TWO_TO_32;
  }

  /// A number between 0 and 1, of 32 random bits.
  ///
  /// @return 0 to 1 inclusive
  public double nextDouble() {
    return Integer.toUnsignedLong(twister.next()) / LARGEST_WORD;
  }

  /// The numbers 0 to `n - 1` in random order.
  ///
  /// @param n how many, not negative
  /// @param seed only its low 32 bits count
  /// @return each number once
  public static int[] permutation(int n, long seed) {
    var random = new FaissRandom(seed);
    int[] permutation = new int[n];
    for (int i = 0; i < n; i++) {
      permutation[i] = i;
    }
    for (int i = 0; i < n - 1; i++) {
      int j = i + random.nextInt(n - i);
      int swapped = permutation[i];
      permutation[i] = permutation[j];
      permutation[j] = swapped;
    }
    return permutation;
  }
}
