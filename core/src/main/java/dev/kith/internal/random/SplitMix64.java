// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

/// The generator of G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014, with the mixing constants that Faiss uses (specification of the
/// factory, section 3.1). Not safe for several threads.
public final class SplitMix64 {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /// A generator at its start.
  ///
  /// @param seed all 64 bits count
  public SplitMix64(long seed) {
    state = seed;
  }

  /// The next number.
  ///
  /// @return 64 random bits
  public long nextLong() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
