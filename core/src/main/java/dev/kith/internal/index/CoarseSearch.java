// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.QueryBlock;

/// Finds the lists that queries visit. Belongs to one thread, and may be used again and again.
@FunctionalInterface
interface CoarseSearch {

  /// Finds the nearest centroids of the queries of a block.
  ///
  /// @param block the queries
  /// @param probes receives them
  void find(QueryBlock block, Probes probes);
}
