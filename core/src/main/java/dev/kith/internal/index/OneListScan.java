// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.topk.CandidateSink;
import org.jspecify.annotations.Nullable;

/// Offers all codes of an index to all queries of a block. Belongs to one thread; where the scorer
/// of the index does not depend on what the queries are, it serves block after block.
final class OneListScan implements QueryBlock.Scan {

  private final ScoredIndex<?> index;
  private final PanelScan scan;
  private Visits visits = Visits.ofAll(0);
  private @Nullable QueryBlock block;
  private @Nullable PanelScorer scorer;

  /// @param index has the codes
  /// @param filter which ids may be found; null for all
  OneListScan(ScoredIndex<?> index, @Nullable IdFilter filter) {
    this.index = index;
    this.scan = new PanelScan(filter);
  }

  @Override
  public void run(QueryBlock queries, CandidateSink sink) {
    if (visits.count() < queries.size()) {
      visits = Visits.ofAll(queries.size());
    }
    PanelScorer comparison = scorer(queries);
    scan.scan(index.size(), PanelScan.RowIds.SAME, comparison, visits, 0, queries.size(), sink);
  }

  @SuppressWarnings("ReferenceEquality") // a block is what it is, whatever queries are in it
  private PanelScorer scorer(QueryBlock queries) {
    if (scorer == null || queries != block) {
      scorer = index.scorer(queries);
      block = queries;
    }
    return scorer;
  }
}
