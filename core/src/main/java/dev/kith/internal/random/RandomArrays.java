// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

/// Arrays of random floats as Faiss fills them: in 1,024 blocks, each with a generator of its own,
/// so that the numbers are the same at any number of threads (specification of the factory, section
/// 3.1).
public final class RandomArrays {

  private static final int BLOCKS = 1024;

  private RandomArrays() {}

  /// Numbers spread evenly between 0 and 1.
  ///
  /// @param n how many, not negative
  /// @param seed only its low 32 bits count
  /// @return n floats, 0 to 1 inclusive
  public static float[] uniform(int n, long seed) {
    return fill(n, seed, RandomArrays::fillUniform);
  }

  /// Numbers of the standard normal distribution, by the polar method (G. Marsaglia and T. A. Bray,
  /// "A convenient method for generating normal variables", SIAM Review 6(3), 1964).
  ///
  /// @param n how many, not negative
  /// @param seed only its low 32 bits count
  /// @return n floats of mean 0 and variance 1
  public static float[] gaussian(int n, long seed) {
    return fill(n, seed, RandomArrays::fillGaussian);
  }

  private static float[] fill(int n, long seed, BlockFiller filler) {
    float[] values = new float[n];
    int blocks = n < BLOCKS ? 1 : BLOCKS;
    var seeds = new FaissRandom(seed);
    int first = seeds.nextInt();
    int step = seeds.nextInt();
    for (int block = 0; block < blocks; block++) {
      int from = (int) ((long) block * n / blocks);
      int to = (int) ((block + 1L) * n / blocks);
      filler.fill(values, from, to, new FaissRandom(first + (long) block * step));
    }
    return values;
  }

  private static void fillUniform(float[] values, int from, int to, FaissRandom random) {
    for (int i = from; i < to; i++) {
      values[i] = random.nextFloat();
    }
  }

  private static void fillGaussian(float[] values, int from, int to, FaissRandom random) {
    for (int i = from; i < to; i += 2) {
      double u;
      double v;
      double s;
      do {
        u = 2 * random.nextDouble() - 1;
        v = 2 * random.nextDouble() - 1;
        s = u * u + v * v;
      } while (s >= 1 || s == 0); // Faiss lets 0 pass, which is one draw in 2^64, and gives NaN
      // StrictMath: the same bits on every processor
      double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
      values[i] = (float) (u * scale);
      if (i + 1 < to) {
        values[i + 1] = (float) (v * scale);
      }
    }
  }

  @FunctionalInterface
  private interface BlockFiller {
    void fill(float[] values, int from, int to, FaissRandom random);
  }
}
