// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.ConcurrentChangeException;
import java.io.Closeable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Lets any number of searches in, or one change. Nobody ever waits for a lock to search: a search
/// that meets a change throws. A change waits until the searches that are under way have ended.
///
/// Closing it ends a search, so that a search can be a `try` block.
final class AccessGate implements Closeable {

  private static final long CHANGE = 1L << 62;
  private static final long CLOSED = Long.MIN_VALUE;
  private static final long PAUSE_NANOS = 20_000;

  /// The number of searches inside, and two flags above it.
  private final AtomicLong state = new AtomicLong();

  void beginSearch() {
    while (true) {
      long now = state.get();
      checkOpen(now);
      if ((now & CHANGE) != 0) {
        throw new ConcurrentChangeException(
            "the index is being changed by another thread; search again when it is done, or bring a"
                + " read-write lock");
      }
      if (state.compareAndSet(now, now + 1)) {
        return;
      }
    }
  }

  void endSearch() {
    state.decrementAndGet();
  }

  @Override
  public void close() {
    endSearch();
  }

  void beginChange() {
    while (true) {
      long now = state.get();
      checkOpen(now);
      if ((now & CHANGE) != 0) {
        throw new ConcurrentChangeException(
            "the index is being changed by another thread; one thread changes an index at a time");
      }
      if (state.compareAndSet(now, now | CHANGE)) {
        break;
      }
    }
    while (state.get() != CHANGE) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  void endChange() {
    state.set(0);
  }

  /// Instead of [#endChange]: from now on everything throws.
  void endChangeForGood() {
    state.set(CLOSED);
  }

  boolean isClosed() {
    return state.get() < 0;
  }

  private static void checkOpen(long now) {
    if (now < 0) {
      throw new IllegalStateException("the index is closed");
    }
  }
}
