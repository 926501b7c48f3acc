// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PanelKeys;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares panels of floats with the queries of a block: one list after another ([#on]), also
/// after the block has got other queries.
public final class FloatScorer implements PanelScorer {

  private final PanelKeys panelKeys;
  private final QueryBlock block;
  private final int[] at = new int[Kernels.TILE];
  private @Nullable PanelList list;

  /// Scratch for one thread and one block.
  ///
  /// @param panelKeys how to compare
  /// @param block the queries
  public FloatScorer(PanelKeys panelKeys, QueryBlock block) {
    this.panelKeys = panelKeys;
    this.block = block;
  }

  /// Turns to a list.
  ///
  /// @param next what is compared from now on
  /// @return this
  public FloatScorer on(PanelList next) {
    list = next;
    return this;
  }

  @Override
  public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
    PanelList panels = Objects.requireNonNull(list);
    compute(panels.segment(panel), panels.offset(panel), width, visits, from, count, keys);
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
    int d = block.dimension();
    // a tile that is not full repeats its first query
    for (int q = 0; q < Kernels.TILE; q++) {
      at[q] = visits.query(from + (q < count ? q : 0)) * d;
    }
    panelKeys.compute(memory, offset, width, d, block.values(), at, count, keys);
  }
}
