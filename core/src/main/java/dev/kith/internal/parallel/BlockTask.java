// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.parallel;

/// The body of a loop over a range.
@FunctionalInterface
public interface BlockTask {

  /// Works on one block.
  ///
  /// @param from the first item
  /// @param to one past the last item, above `from`
  void run(long from, long to);
}
