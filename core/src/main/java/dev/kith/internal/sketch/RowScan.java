// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.IdFilter;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.PanelScan.RowIds;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.RowList;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.topk.CandidateSink;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goes through lists of whole vectors, and offers what is within the limit of a query. The room of
/// one thread; it serves other queries too, once they are in the block.
///
/// There are three ways through a list, and which is taken changes nothing but the time, because
/// what counts in the end is always the key of the row itself (see [RowComparison]):
///
/// - with sketches, only rows that no bound rejects are compared;
/// - without, and for many queries, the list is turned into panels and multiplied with the queries
///   as a matrix; what is within the limit, and a margin for rounding, is compared once more;
/// - for few queries, all rows are compared.
public final class RowScan {

  /// Queries for which it pays to turn a panel.
  private static final int MANY = 3;

  private final Sketching sketching;
  private final QueryBlock block;
  private final @Nullable IdFilter filter;
  private final RowComparison comparison;
  private final TurnedPanel turned;
  private final SketchKeys sketchKeys = new SketchKeys();
  private @Nullable SketchedQueries sketched;
  private long loaded = -1;

  /// Scratch of a thread.
  ///
  /// @param sketching of the lists
  /// @param block the queries
  /// @param filter which ids may be found; null for all
  public RowScan(Sketching sketching, QueryBlock block, @Nullable IdFilter filter) {
    this.sketching = sketching;
    this.block = block;
    this.filter = filter;
    this.comparison = new RowComparison(sketching.metric(), block);
    this.turned = new TurnedPanel(sketching.metric(), block);
  }

  /// Offers the rows of a list to some queries of the block.
  ///
  /// @param list the vectors
  /// @param ids of its rows
  /// @param visits the queries
  /// @param from the first visit
  /// @param to one past the last
  /// @param inOrder whether each query is to be offered rows in their order, which decides ties at
  ///   the end of a result; it takes longer
  /// @param sink takes the candidates
  public void scan(
      SketchedRows list,
      RowIds ids,
      Visits visits,
      int from,
      int to,
      boolean inOrder,
      CandidateSink sink) {
    comparison.on(list.rows(), ids, inOrder, sink);
    CodePanels sketches = list.sketches();
    if (sketches != null) {
      bySketches(sketches, visits, from, to);
    } else if (to - from < MANY || !turned.isPossible()) {
      byRows(list.rows(), visits, from, to);
    } else {
      byPanels(list.rows(), visits, from, to);
    }
  }

  private void bySketches(CodePanels sketches, Visits visits, int from, int to) {
    SketchedQueries queries = queries();
    for (long panel = 0; panel < sketches.panels(); panel++) {
      int width = sketches.width(panel);
      long accepted = accepted(panel, width);
      for (int tile = from; tile < to && accepted != 0; tile += TILE) {
        int count = Math.min(TILE, to - tile);
        sketchKeys.compute(sketches, panel, queries, visits, tile, count);
        for (int q = 0; q < count; q++) {
          int query = visits.query(tile + q);
          long left = comparison.untilLimited(query, panel, accepted, sketchKeys.keys(), q * PANEL);
          float limit = queries.largestKey(query, comparison.limit(query));
          comparison.offer(query, panel, left & sketchKeys.atMost(q, width, limit));
        }
      }
    }
  }

  private void byPanels(RowList rows, Visits visits, int from, int to) {
    long panels = Math.ceilDiv(rows.size(), PANEL);
    for (long panel = 0; panel < panels; panel++) {
      int width = (int) Math.min(PANEL, rows.size() - panel * PANEL);
      long accepted = accepted(panel, width);
      if (accepted == 0) {
        continue;
      }
      turned.load(rows, panel, width);
      for (int tile = from; tile < to; tile += TILE) {
        int count = Math.min(TILE, to - tile);
        turned.compute(visits, tile, count);
        for (int q = 0; q < count; q++) {
          int query = visits.query(tile + q);
          long left = comparison.untilLimited(query, panel, accepted, turned.keys(), q * PANEL);
          float limit = turned.largestKey(query, comparison.limit(query));
          comparison.offer(query, panel, left & turned.atMost(q, limit));
        }
      }
    }
  }

  private void byRows(RowList rows, Visits visits, int from, int to) {
    long panels = Math.ceilDiv(rows.size(), PANEL);
    for (long panel = 0; panel < panels; panel++) {
      int width = (int) Math.min(PANEL, rows.size() - panel * PANEL);
      long accepted = accepted(panel, width);
      for (int visit = from; visit < to; visit++) {
        comparison.offer(visits.query(visit), panel, accepted);
      }
    }
  }

  /// The queries as they are in the block now.
  private SketchedQueries queries() {
    SketchedQueries known = sketched;
    if (known == null) {
      known = new SketchedQueries(Objects.requireNonNull(sketching.sketch()));
      sketched = known;
    }
    if (loaded != block.version()) {
      known.load(block.values(), block.size());
      loaded = block.version();
    }
    return known;
  }

  /// The rows of a panel that may be found.
  private long accepted(long panel, int width) {
    return filter == null
        ? Kernels.firstRows(width)
        : comparison.accepted(filter, panel * PANEL, width);
  }
}
