// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import java.util.Arrays;
import java.util.function.LongSupplier;

/// How fast a contender searches.
final class Pace {

  private static final int MOST_CALLS = 1000;

  private final Contender contender;
  private final int queries;
  private final LongSupplier nanoTime;
  private final long[] ids;
  private int next;

  /// @param contender whose index is built
  /// @param task its task
  /// @param nanoTime the clock
  Pace(Contender contender, Task task, LongSupplier nanoTime) {
    this.contender = contender;
    this.queries = task.count();
    this.nanoTime = nanoTime;
    this.ids = new long[queries * task.k()];
  }

  /// {@return the ids that a search for all queries finds}
  long[] found() {
    Arrays.fill(ids, -1);
    contender.searchAll(ids);
    return ids.clone();
  }

  /// Searches for all queries, again and again.
  ///
  /// @param seconds to go on for; one call at least
  /// @return queries a second in the middle one of all calls
  double batch(double seconds) {
    double[] calls = new double[MOST_CALLS];
    int made = 0;
    long begin = nanoTime.getAsLong();
    while (made == 0 || (made < MOST_CALLS && since(begin) < seconds)) {
      long start = nanoTime.getAsLong();
      contender.searchAll(ids);
      calls[made++] = since(start);
    }
    Arrays.sort(calls, 0, made);
    return queries / calls[made / 2];
  }

  /// Searches for one query after another, and goes on from there the next time.
  ///
  /// @param seconds to go on for; one query at least
  /// @return queries a second
  double single(double seconds) {
    long begin = nanoTime.getAsLong();
    int asked = 0;
    double passed;
    do {
      contender.searchOne(next, ids);
      next = (next + 1) % queries;
      asked++;
      passed = since(begin);
    } while (passed < seconds);
    return asked / passed;
  }

  /// Seconds, never 0, so that rates are finite.
  private double since(long begin) {
    return Math.max(1, nanoTime.getAsLong() - begin) / 1e9;
  }
}
