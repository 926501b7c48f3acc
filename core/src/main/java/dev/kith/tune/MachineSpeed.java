// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// How fast this machine multiplies, as far as a few milliseconds can tell. The measured loop is
/// one that every JVM compiles to the widest vectors it knows; the kernels of searches are faster
/// than it by a factor that was measured.
///
/// @param multiplicationsPerSecond of one thread, each with its addition
public record MachineSpeed(double multiplicationsPerSecond) {

  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final int LENGTH = 2048;
  private static final int REPEATS = 64;

  /// What any processor with vectors of four floats reaches. Less is measured only while the loop
  /// is not compiled yet, on a machine that has other things to do.
  private static final double LEAST = 4e9;

  /// Kernels keep their sums in registers, where this loop stores them.
  private static final double KERNELS = 1.6;

  /// What a second thread adds, as memory and clock are shared.
  private static final double SECOND_THREAD = 0.8;

  /// Measures, for some 50 milliseconds.
  ///
  /// @return the speed of this machine now
  public static MachineSpeed measure() {
    float[] sums = new float[LENGTH];
    float[] factors = new float[LENGTH];
    Arrays.fill(factors, 0.5f);
    double best = 0;
    long begin = System.nanoTime();
    for (long start = begin; isWorthMore(start - begin, best); start = System.nanoTime()) {
      for (int i = 0; i < REPEATS; i++) {
        multiply(factors, i, sums);
      }
      double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
      best = Math.max(best, (double) REPEATS * LENGTH / seconds);
    }
    // the sums are looked at, so that the loop is not left out
    return new MachineSpeed(sums[LENGTH / 2] < 0 ? LEAST : KERNELS * Math.max(LEAST, best));
  }

  private static boolean isWorthMore(long nanos, double best) {
    return nanos < SHORTEST_NANOS || (best < LEAST && nanos < LONGEST_NANOS);
  }

  private static void multiply(float[] factors, float by, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += by * factors[i];
    }
  }

  /// The rate of several threads.
  ///
  /// @param threads at least 1
  /// @return multiplications a second
  double multiplicationsPerSecond(int threads) {
    return multiplicationsPerSecond * (1 + SECOND_THREAD * (threads - 1));
  }
}
