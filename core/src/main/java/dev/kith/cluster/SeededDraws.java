// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.internal.random.SplitMix64;
import java.util.Arrays;

/// Draws that follow from a seed alone.
final class SeededDraws implements RowDraws {

  private final SplitMix64 random;
  private final long points;

  /// @param seed any number
  /// @param points how many rows there are
  SeededDraws(long seed, long points) {
    this.random = new SplitMix64(seed);
    this.points = points;
  }

  @Override
  public long[] rows(int count) {
    long[] rows = new long[count];
    for (int i = 0; i < count; i++) {
      rows[i] = below(points);
    }
    return rows;
  }

  @Override
  public int[] places(int count, int below) {
    int[] places = new int[below];
    Arrays.setAll(places, i -> i);
    for (int i = 0; i < count; i++) {
      int j = i + (int) below(below - i);
      int swapped = places[i];
      places[i] = places[j];
      places[j] = swapped;
    }
    return Arrays.copyOf(places, count);
  }

  @Override
  public int[] order(int count) {
    return places(count, count);
  }

  @Override
  public double share() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /// The upper word of the product of 64 random bits and the bound: it prefers some numbers by less
  /// than `bound` in 2^64.
  private long below(long bound) {
    return Math.unsignedMultiplyHigh(random.nextLong(), bound);
  }
}
