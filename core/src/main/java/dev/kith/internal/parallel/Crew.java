// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.parallel;

import dev.kith.Parallelism;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// One task that several threads do again and again, part by part, leaving no garbage: what
/// [ParallelBlocks] is for one run. One run at a time.
public final class Crew {

  private final Parallelism parallelism;
  private final IntConsumer task;
  private final Runnable help = this::help;

  /// Parts that nobody has taken yet; 0 or less between runs.
  private final AtomicInteger left = new AtomicInteger();

  /// Parts that are not done yet.
  private final AtomicInteger open = new AtomicInteger();

  /// Helpers that were called and have not come yet: they are not called once more.
  private final AtomicInteger called = new AtomicInteger();

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Thread caller;

  /// Prepares runs.
  ///
  /// @param parallelism threads to use; the calling one always works along
  /// @param task does one part, by its number
  public Crew(Parallelism parallelism, IntConsumer task) {
    this.parallelism = parallelism;
    this.task = task;
  }

  /// Runs all parts and returns when the last one is done. What a part throws is thrown here.
  ///
  /// @param parts how many; they are numbered from 0
  public void run(int parts) {
    caller = Thread.currentThread();
    failure.set(null);
    open.set(parts);
    left.set(parts);
    callHelpers(Math.min(parts, parallelism.width()) - 1);
    takeParts();
    boolean interrupted = false;
    while (open.get() > 0) { // helpers write into memory of the caller's
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private void callHelpers(int wanted) {
    try {
      for (int missing = wanted - called.get(); missing > 0; missing--) {
        called.incrementAndGet();
        parallelism.executor().execute(help);
      }
    } catch (RejectedExecutionException e) {
      called.decrementAndGet(); // full or shut down: the calling thread does the rest
    }
  }

  /// A helper that comes late finds nothing left, or helps with the next run.
  private void help() {
    called.decrementAndGet();
    takeParts();
  }

  private void takeParts() {
    for (int part = left.getAndDecrement(); part > 0; part = left.getAndDecrement()) {
      try {
        task.accept(part - 1);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        if (open.decrementAndGet() == 0) {
          LockSupport.unpark(caller);
        }
      }
    }
  }
}
