// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.topk.CandidateSink;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares lists with queries as they are, with nothing prepared for a block, and makes nothing
/// for a list: what a search does again and again leaves no garbage.
abstract class WholeLists implements ListScorer, PanelScan.RowIds {

  private final PanelScan scan;
  private @Nullable NativeLongs ids;

  /// @param filter which ids may be found; null for all
  WholeLists(@Nullable IdFilter filter) {
    this.scan = new PanelScan(filter);
  }

  /// Offers a list to the queries that visit it.
  final void scan(
      NativeLongs list, PanelScorer scorer, Visits visits, int from, int to, CandidateSink sink) {
    ids = list;
    scan.scan(list.size(), this, scorer, visits, from, to, sink);
  }

  @Override
  public final long id(long row) {
    return Objects.requireNonNull(ids).get(row);
  }

  @Override
  public final boolean outlivesQueries() {
    return true;
  }
}
