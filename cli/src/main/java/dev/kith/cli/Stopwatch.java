// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

/// Time since it was started.
final class Stopwatch {

  private final long started = System.nanoTime();

  private Stopwatch() {}

  static Stopwatch start() {
    return new Stopwatch();
  }

  /// Seconds, never 0, so that rates are finite.
  double seconds() {
    return Math.max(1, System.nanoTime() - started) / 1e9;
  }
}
