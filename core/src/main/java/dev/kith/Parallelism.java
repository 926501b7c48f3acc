// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How many threads a call may use, and whose. Results never depend on it.
///
/// The calling thread always takes part; the executor only helps, so a saturated executor slows a
/// call down and cannot block it.
public final class Parallelism {

  private static final Parallelism SHARED = of(Runtime.getRuntime().availableProcessors());

  private final Executor executor;
  private final int width;

  private Parallelism(Executor executor, int width) {
    this.executor = executor;
    this.width = width;
  }

  /// The default: shared daemon threads, as many as the processors granted to the process.
  ///
  /// @return shared threads
  public static Parallelism shared() {
    return SHARED;
  }

  /// At most `threads` at once, taken from the shared ones.
  ///
  /// @param threads at least 1; 1 means the calling thread alone
  /// @return threads to use
  public static Parallelism of(int threads) {
    return of(task -> SharedPool.THREADS.execute(task), threads);
  }

  /// Threads of the caller's.
  ///
  /// @param executor runs parts of the work
  /// @param threads at most so many parts at once, the calling thread's own among them
  /// @return threads to use
  /// @throws IllegalArgumentException if `threads` is below 1
  public static Parallelism of(Executor executor, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", and must be at least 1");
    }
    return new Parallelism(executor, threads);
  }

  /// Threads at once.
  ///
  /// @return at least 1
  public int width() {
    return width;
  }

  /// What runs the parts that the calling thread does not.
  ///
  /// @return an executor
  public Executor executor() {
    return executor;
  }

  /// Started when first needed.
  private static final class SharedPool {
    /// More work than that is done by those who have it.
    private static final int QUEUE = 1 << 12;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static final ExecutorService THREADS =
        new ThreadPoolExecutor(
            PROCESSORS,
            PROCESSORS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE), // takes no memory for a task, unlike a linked one
            task -> {
              Thread thread = new Thread(task, "kith-" + NUMBER.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }
}
