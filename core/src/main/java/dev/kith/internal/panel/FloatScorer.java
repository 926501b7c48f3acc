// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PanelKeys;
import java.lang.foreign.MemorySegment;

/// Compares panels of floats with the queries of a block.
public final class FloatScorer {

  private final PanelKeys panelKeys;
  private final QueryBlock block;
  private final int[] at = new int[Kernels.TILE];

  /// Scratch for one thread and one block.
  ///
  /// @param panelKeys how to compare
  /// @param block the queries
  public FloatScorer(PanelKeys panelKeys, QueryBlock block) {
    this.panelKeys = panelKeys;
    this.block = block;
  }

  /// A scorer of a list whose vectors lie as they are.
  ///
  /// @param list what is stored
  /// @return a scorer for this list
  public PanelScorer of(PanelList list) {
    return (panel, width, visits, from, count, keys) ->
        compute(list.segment(panel), list.offset(panel), width, visits, from, count, keys);
  }

  /// The keys of a panel of floats that lies anywhere.
  ///
  /// @param memory holds the panel, and [Kernels#SLACK] readable bytes behind it
  /// @param offset of the panel, in bytes
  /// @param width rows of the panel
  /// @param visits the queries
  /// @param from the first visit of the tile
  /// @param count visits of the tile
  /// @param keys see [PanelScorer#keys]
  public void compute(
      MemorySegment memory,
      long offset,
      int width,
      Visits visits,
      int from,
      int count,
      float[] keys) {
    int d = block.vectors().dimension();
    // a tile that is not full repeats its first query
    for (int q = 0; q < Kernels.TILE; q++) {
      at[q] = visits.query(from + (q < count ? q : 0)) * d;
    }
    panelKeys.compute(memory, offset, width, d, block.values(), at, count, keys);
  }
}
