// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.guard;

/// Work that can be repeated.
interface Work {

  /// Does it once.
  ///
  /// @return how many operations that were, at least one
  long run();

  /// Operations a second.
  ///
  /// @param seconds to go on for; once at least
  default double rate(double seconds) {
    long begin = System.nanoTime();
    long operations = 0;
    double passed;
    do {
      operations += run();
      passed = Math.max(1, System.nanoTime() - begin) / 1e9;
    } while (passed < seconds);
    return operations / passed;
  }
}
