// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.guard;

import java.util.Arrays;

/// Something that is to stay as fast as it is.
///
/// @param name as in the file of limits
/// @param work what is watched
/// @param plain the measure: the same operation by a plain loop
record GuardRow(String name, Work work, Work plain) {

  /// So long for each arm and round; a round is short, so that both arms see the same machine.
  private static final double SECONDS = 0.08;

  /// Compiling is over by then.
  private static final double WARM_UP = 1;

  /// How many times as fast as the plain loop.
  ///
  /// @param rounds in which the two take turns
  /// @return the ratio of each round, ascending
  double[] ratios(int rounds) {
    work.rate(WARM_UP);
    plain.rate(SECONDS);
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double unit = plain.rate(SECONDS);
      ratios[round] = work.rate(SECONDS) / unit;
    }
    Arrays.sort(ratios);
    return ratios;
  }
}
