// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.kernel.Kernels;
import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Compares panels of codes with the codes of queries, bit by bit.
public final class HammingScorer implements PanelScorer {

  private final Kernels kernels = Kernels.best();
  private final CodePanels list;
  private final byte[] queries;
  private final int[] at = new int[Kernels.TILE];
  private final byte[] counts = new byte[Kernels.COUNTS];

  /// For one thread, one block and one list.
  ///
  /// @param list codes
  /// @param queries the codes of the block's queries
  public HammingScorer(CodePanels list, Codes queries) {
    this.list = list;
    this.queries = new byte[Math.toIntExact(queries.offset(queries.size()))];
    MemorySegment.copy(
        queries.segment(), ValueLayout.JAVA_BYTE, 0, this.queries, 0, this.queries.length);
  }

  @Override
  public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
    int codeSize = list.codeSize();
    // a tile that is not full repeats its first query
    for (int q = 0; q < Kernels.TILE; q++) {
      at[q] = visits.query(from + (q < count ? q : 0)) * codeSize;
    }
    kernels.hamming(
        list.segment(panel), list.offset(panel), width, codeSize, queries, at, count, counts, keys);
  }
}
