// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One group of kernels: the scalar ones, until the vector ones have been seen to be faster. The
/// warm-up begins when the group is first used.
final class Warmed {

  private static final System.Logger LOG = System.getLogger("dev.kith");

  private static final int CALLS = 20;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  /// One thread for all groups, which ends when there is nothing left to warm up.
  private static final ExecutorService WARMER =
      new ThreadPoolExecutor(
          0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Warmed::thread);

  private final String group;
  private final Consumer<Kernels> round;
  private final Kernels scalar;
  private final Kernels vector;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Kernels active;

  /// @param group what it is called in a warning
  /// @param round calls every kernel of the group, in all its shapes
  /// @param scalar what is active at first
  /// @param vector what is to become active
  Warmed(String group, Consumer<Kernels> round, Kernels scalar, Kernels vector) {
    this.group = group;
    this.round = round;
    this.scalar = scalar;
    this.vector = vector;
    this.active = scalar;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "kith-warm-up");
    thread.setDaemon(true);
    return thread;
  }

  /// What is fastest now.
  Kernels active() {
    if (!begun.get() && begun.compareAndSet(false, true)) {
      WARMER.execute(this::warm);
    }
    return active;
  }

  private void warm() {
    long start = System.nanoTime();
    long toBeat = Long.MAX_VALUE;
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      // the best so far: a pause of the thread must not make the scalar kernels look slow
      toBeat = Math.min(toBeat, nanos(scalar));
      if (nanos(vector) < toBeat) {
        active = vector;
        return;
      }
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "scalar kernels for {0}, because those of {1} are slower on this JVM",
        group,
        vector.name());
  }

  /// The time of some rounds. A kernel that is not compiled yet dominates it.
  private long nanos(Kernels kernels) {
    long start = System.nanoTime();
    for (int call = 0; call < CALLS; call++) {
      round.accept(kernels);
    }
    return System.nanoTime() - start;
  }
}
