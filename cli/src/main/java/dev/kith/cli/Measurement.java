// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Times work that can be repeated: after a warm-up, the median rate of several runs.
///
/// The warm-up lasts at least two runs and a second, so that the JIT has compiled what counts. Then
/// at least five runs are timed, more of them until two seconds have passed, and at most fifty-one.
/// The median is the middle rate, for an even number the mean of the two in the middle.
final class Measurement {

  private static final int WARM_UP_RUNS = 2;
  private static final int LEAST_RUNS = 5;
  private static final int MOST_RUNS = 51;

  private final LongSupplier nanoTime;
  private final Cancellation cancellation;
  private final long warmUpNanos;
  private final long leastNanos;

  /// @param nanoTime the clock
  /// @param cancellation asked before each run
  /// @param warmUpNanos how long to warm up at least
  /// @param leastNanos how long to measure at least
  Measurement(LongSupplier nanoTime, Cancellation cancellation, long warmUpNanos, long leastNanos) {
    this.nanoTime = nanoTime;
    this.cancellation = cancellation;
    this.warmUpNanos = warmUpNanos;
    this.leastNanos = leastNanos;
  }

  /// For figures that are compared: a second of warm-up, two of measuring.
  static Measurement thorough(Cancellation cancellation) {
    return new Measurement(
        System::nanoTime, cancellation, TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(2));
  }

  /// For a first impression, in a tenth of the time.
  static Measurement brief(Cancellation cancellation) {
    return new Measurement(
        System::nanoTime,
        cancellation,
        TimeUnit.MILLISECONDS.toNanos(100),
        TimeUnit.MILLISECONDS.toNanos(200));
  }

  /// Work that can be repeated.
  interface Work {

    /// Does it once.
    ///
    /// @return how many operations that were, at least one
    long run();
  }

  /// Operations a second.
  ///
  /// @param work called at least seven times
  /// @return the median rate
  double operationsPerSecond(Work work) {
    long started = nanoTime.getAsLong();
    for (int run = 0; run < WARM_UP_RUNS || since(started) < warmUpNanos; run++) {
      timed(work);
    }
    double[] rates = new double[MOST_RUNS];
    int runs = 0;
    started = nanoTime.getAsLong();
    while (runs < LEAST_RUNS || (runs < MOST_RUNS && since(started) < leastNanos)) {
      rates[runs++] = timed(work);
    }
    return median(Arrays.copyOf(rates, runs));
  }

  private double timed(Work work) {
    cancellation.check();
    long started = nanoTime.getAsLong();
    long operations = work.run();
    return operations * 1e9 / Math.max(1, since(started));
  }

  private long since(long started) {
    return nanoTime.getAsLong() - started;
  }

  /// The middle value; for an even number of values the mean of the two in the middle.
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
