// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Which centroids are given up: those that have seen far fewer rows than the busiest
/// (specification of the factory, section 5.4, steps b and e).
final class Reassignment {

  /// Rows a centroid between two looks at the counts.
  private static final int PAUSE = 10;

  private final double ratio;
  private long rowsSince;
  private long rowsDrawn;

  /// @param ratio share of the largest count below which a centroid is given up
  Reassignment(double ratio) {
    this.ratio = ratio;
  }

  /// Whether this step replaces centroids: while some have seen nothing, and now and then after
  /// that.
  ///
  /// @param rows of the batch
  /// @param counts rows that each centroid has seen before this step
  boolean isDue(int rows, long[] counts) {
    rowsSince += rows;
    boolean due = rowsSince >= (long) PAUSE * counts.length || leastOf(counts) == 0;
    if (due) {
      rowsSince = 0;
    }
    rowsDrawn += rows;
    return due;
  }

  /// Whether it is too early to stop: some centroids have seen nothing yet, and the rows drawn
  /// would not make ten for each.
  boolean isUnderWay(long[] counts) {
    return rowsDrawn < (long) PAUSE * counts.length && leastOf(counts) == 0;
  }

  private static long leastOf(long[] counts) {
    long least = Long.MAX_VALUE;
    for (long count : counts) {
      least = Math.min(least, count);
    }
    return least;
  }

  /// The centroids to replace: at most half as many as the batch has rows, those of the smallest
  /// counts first. Of equal ones chance decides: always the first would leave others idle for ever.
  ///
  /// @param rows of the batch
  /// @return ascending numbers
  int[] candidates(int rows, long[] counts, RowDraws draws) {
    // in float, so that a whole limit is not missed by the rounding of the share
    float limit = (float) (ratio * largestOf(counts));
    int[] all = IntStream.range(0, counts.length).filter(c -> counts[c] < limit).toArray();
    if (all.length <= rows / 2) {
      return all;
    }
    return IntStream.of(draws.order(all.length))
        .mapToObj(i -> all[i])
        .sorted(Comparator.comparingLong(c -> counts[c]))
        .limit(rows / 2)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static long largestOf(long[] counts) {
    long largest = 0;
    for (long count : counts) {
      largest = Math.max(largest, count);
    }
    return largest;
  }

  /// What replaced centroids start with: the smallest count of the others.
  ///
  /// @param replaced ascending numbers
  static void reset(long[] counts, int[] replaced) {
    long least = Long.MAX_VALUE;
    int next = 0;
    for (int c = 0; c < counts.length; c++) {
      if (next < replaced.length && replaced[next] == c) {
        next++;
      } else {
        least = Math.min(least, counts[c]);
      }
    }
    for (int c : replaced) {
      counts[c] = least;
    }
  }
}
