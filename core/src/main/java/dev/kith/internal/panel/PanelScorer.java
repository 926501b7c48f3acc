// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.kernel.Kernels;

/// Computes the keys between the panels of one list and queries. Belongs to one thread.
///
/// Keys are floats in an array, but a scorer may have them in a form of its own: then it says
/// itself which of them are within a limit ([#atMost]), and names those ([#key]).
public interface PanelScorer {

  /// Visits that are compared together.
  ///
  /// @return at most [Kernels#TILE]
  default int tile() {
    return Kernels.TILE;
  }

  /// Called before the tiles of a panel, to do once what all queries share, such as decoding.
  ///
  /// @param panel number
  default void open(long panel) {}

  /// The keys of one panel against a tile of queries.
  ///
  /// @param panel number, opened before
  /// @param width rows of the panel
  /// @param visits the queries of the list
  /// @param from the first visit of the tile
  /// @param count visits of the tile, 1 to [#tile()]
  /// @param keys receives row j for visit `from + q` at `q * PANEL + j`; smaller is better
  void keys(long panel, int width, Visits visits, int from, int count, float[] keys);

  /// Which rows of the panel are within a limit, for a visit of the tile.
  ///
  /// @param keys as [#keys] left them
  /// @param q visit of the tile, from 0
  /// @param width rows of the panel
  /// @param limit the largest key of interest
  /// @return bit j is set for a row j whose key is at most the limit; bits from `width` on mean
  ///   nothing
  default long atMost(float[] keys, int q, int width, float limit) {
    return Kernels.best().atMost(keys, q * Kernels.PANEL, width, limit);
  }

  /// The key of one row.
  ///
  /// @param keys as [#keys] left them
  /// @param q visit of the tile, from 0
  /// @param row of the panel
  /// @return its key
  default float key(float[] keys, int q, int row) {
    return keys[q * Kernels.PANEL + row];
  }
}
