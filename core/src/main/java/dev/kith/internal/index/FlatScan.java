// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.sketch.RowScan;
import dev.kith.internal.sketch.RowSource;
import dev.kith.internal.sketch.SketchedRows;
import dev.kith.internal.sketch.Sketching;
import dev.kith.internal.topk.CandidateSink;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Offers all vectors of a list to all queries of a block. Belongs to one thread, and serves block
/// after block.
final class FlatScan implements QueryBlock.Scan, RowSource, IntUnaryOperator {

  private final SketchedRows rows;
  private final Sketching sketching;
  private final @Nullable IdFilter filter;
  private Visits visits = Visits.ofAll(0);
  private @Nullable QueryBlock block;
  private @Nullable RowScan scan;

  /// @param filter which ids may be found; null for all
  FlatScan(SketchedRows rows, Sketching sketching, @Nullable IdFilter filter) {
    this.rows = rows;
    this.sketching = sketching;
    this.filter = filter;
  }

  @Override
  public void run(QueryBlock queries, CandidateSink sink) {
    if (visits.count() < queries.size()) {
      visits = Visits.ofAll(queries.size());
    }
    RowScan rowScan = scan(queries);
    if (queries.size() != 1 || !rowScan.scanOne(this, 0, 1, this, sink)) {
      rowScan.scan(rows, this, visits, 0, queries.size(), false, sink);
    }
    for (int query = 0; query < queries.size(); query++) {
      if (sink.isAmbiguous(query)) {
        sink.clear(query);
        rowScan.scan(rows, this, visits, query, query + 1, true, sink);
      }
    }
  }

  /// There is one list.
  @Override
  public int applyAsInt(int i) {
    return 0;
  }

  @Override
  public SketchedRows turnTo(int list) {
    return rows;
  }

  @Override
  public long id(long row) {
    return row;
  }

  @SuppressWarnings("ReferenceEquality") // a block is what it is, whatever queries are in it
  private RowScan scan(QueryBlock queries) {
    if (scan == null || queries != block) {
      scan = new RowScan(sketching, queries, filter);
      block = queries;
    }
    return scan;
  }
}
