// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.parallel;

import dev.kith.Parallelism;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A loop over `0 .. items - 1`, cut into blocks that several threads take in turn. Where the cuts
/// are depends on the block size alone, so a task that writes only what belongs to its block gives
/// the same result at any number of threads.
public final class ParallelBlocks {

  private final long items;
  private final long blockSize;
  private final int blocks;
  private final BlockTask task;
  private final AtomicInteger taken = new AtomicInteger();
  private final CountDownLatch open;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private ParallelBlocks(long items, long blockSize, BlockTask task) {
    this.items = items;
    this.blockSize = blockSize;
    this.blocks = Math.toIntExact(Math.ceilDiv(items, blockSize));
    this.task = task;
    this.open = new CountDownLatch(blocks);
  }

  /// Runs a task on all blocks and returns when the last one is done. What a task throws is thrown
  /// here; blocks that were not begun by then are left out.
  ///
  /// @param parallelism threads to use; the calling one always works along
  /// @param items length of the loop, not negative
  /// @param blockSize items of a block, at least 1; the last block may be shorter
  /// @param task called once for each block
  public static void run(Parallelism parallelism, long items, long blockSize, BlockTask task) {
    var work = new ParallelBlocks(items, blockSize, task);
    work.callHelpers(parallelism);
    work.takeBlocks();
    work.awaitHelpers();
    work.rethrow();
  }

  private void callHelpers(Parallelism parallelism) {
    int helpers = Math.min(parallelism.width(), blocks) - 1;
    try {
      for (int i = 0; i < helpers; i++) {
        parallelism.executor().execute(this::takeBlocks);
      }
    } catch (RejectedExecutionException e) {
      // the executor is full or shut down: the calling thread does the rest
    }
  }

  /// A helper that starts late finds no block left and touches nothing.
  private void takeBlocks() {
    for (int block = taken.getAndIncrement(); block < blocks; block = taken.getAndIncrement()) {
      try {
        if (failure.get() == null) {
          long from = block * blockSize;
          task.run(from, Math.min(items, from + blockSize));
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        open.countDown();
      }
    }
  }

  /// Helpers write into memory of the caller's, so even an interrupted caller waits for them.
  private void awaitHelpers() {
    boolean interrupted = false;
    while (true) {
      try {
        open.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
