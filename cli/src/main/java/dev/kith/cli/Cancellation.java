// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Whether the user has asked to stop (Ctrl-C), and time for the job to clean up after itself.
///
/// The JVM runs its shutdown hooks while other threads go on. The hook here asks the job to stop
/// and waits until it has, so that no temporary file stays behind.
final class Cancellation {

  private static final long PATIENCE_SECONDS = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;

  /// Listens to the signals that end the process.
  ///
  /// @param console hears of a job that did not stop in time
  static Cancellation onInterrupt(Console console) {
    var cancellation = new Cancellation();
    Runnable hook = () -> cancellation.requestAndWait(console);
    Runtime.getRuntime().addShutdownHook(new Thread(hook, "kith-cancellation"));
    return cancellation;
  }

  /// Asks the job to stop at the next step.
  void request() {
    requested = true;
  }

  boolean isRequested() {
    return requested;
  }

  /// Between two steps of a job.
  ///
  /// @throws CancellationException if the user has asked to stop
  void check() {
    if (requested) {
      throw new CancellationException("cancelled");
    }
  }

  /// The job is over, one way or another.
  void ended() {
    ended.countDown();
  }

  private void requestAndWait(Console console) {
    request();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        console.message("kith: ended in the middle of a step");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
