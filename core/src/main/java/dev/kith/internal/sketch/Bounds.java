// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.panel.Visits;

/// Keys of the rows of a list that are cheaper than those of the rows themselves, and say which of
/// these may be within a limit. Belongs to one thread.
interface Bounds {

  /// Turns to a panel of the list.
  ///
  /// @param panel number
  /// @param width rows of the panel
  /// @param visits queries that it is going to be compared with
  void open(long panel, int width, int visits);

  /// Computes the keys of a tile of queries.
  ///
  /// @param visits queries that visit the list
  /// @param from the first visit of the tile
  /// @param count visits of the tile, at most [dev.kith.internal.kernel.Kernels#TILE]
  void compute(Visits visits, int from, int count);

  /// The keys: of row j and visit q of the tile at `q * PANEL + j`.
  float[] keys();

  /// The largest key that a row has whose own key is within a limit.
  ///
  /// @param query number in the block
  /// @param limit of the query
  float largestKey(int query, float limit);
}
