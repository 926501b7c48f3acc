// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

/// MT19937, the 32-bit Mersenne twister: M. Matsumoto and T. Nishimura, "Mersenne Twister: a
/// 623-dimensionally equidistributed uniform pseudo-random number generator", ACM TOMACS 8(1),
/// 1998, with the seeding by one word of its 2002 revision. Not safe for several threads.
///
/// The names are the paper's: the state is `n` words x_k, and x_{k+n} comes from the upper bit of
/// x_k, the lower 31 bits of x_{k+1}, and x_{k+m}.
final class MersenneTwister {

  private static final int N = 624;
  private static final int M = 397;
  private static final int MATRIX_A = 0x9908b0df;
  private static final int UPPER_BIT = 0x80000000;
  private static final int LOWER_BITS = 0x7fffffff;
  private static final int SEEDING_MULTIPLIER = 1812433253;

  private final int[] x = new int[N];
  private int next = N;

  MersenneTwister(int seed) {
    x[0] = seed;
    for (int i = 1; i < N; i++) {
      x[i] = SEEDING_MULTIPLIER * (x[i - 1] ^ (x[i - 1] >>> 30)) + i;
    }
  }

  /// The next 32 bits, to be read as an unsigned number.
  int next() {
    if (next == N) {
      twist();
      next = 0;
    }
    return temper(x[next++]);
  }

  private void twist() {
    for (int k = 0; k < N; k++) {
      int y = (x[k] & UPPER_BIT) | (x[(k + 1) % N] & LOWER_BITS);
      x[k] = x[(k + M) % N] ^ (y >>> 1) ^ (-(y & 1) & MATRIX_A);
    }
  }

  private static int temper(int word) {
    int y = word;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }
}
