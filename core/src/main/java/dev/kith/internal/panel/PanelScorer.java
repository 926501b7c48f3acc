// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

/// Computes the keys between the panels of one list and queries. Belongs to one thread.
public interface PanelScorer {

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
  /// @param count visits of the tile, 1 to [Kernels#TILE]
  /// @param keys receives row j for visit `from + q` at `q * PANEL + j`; smaller is better
  void keys(long panel, int width, Visits visits, int from, int count, float[] keys);
}
