// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

/// Every random choice of mini-batch k-means, so that a test can hand over those of another
/// program.
interface RowDraws {

  /// Rows for a batch or a sample.
  ///
  /// @param count how many
  /// @return numbers below that of the points; they may repeat
  long[] rows(int count);

  /// Different places.
  ///
  /// @param count how many, at most `below`
  /// @param below the first number that is too large
  /// @return numbers below `below`, in random order
  int[] places(int count, int below);

  /// In which order centroids of equal counts are given up.
  ///
  /// @param count how many
  /// @return each number below `count` once
  int[] order(int count);

  /// A number to choose by.
  ///
  /// @return 0 to 1, exclusive
  double share();
}
