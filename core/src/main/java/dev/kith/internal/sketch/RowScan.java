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
import dev.kith.vector.Metric;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Goes through lists of whole vectors, and offers what is within the limit of a query. The room of
/// one thread; it serves other queries too, once they are in the block.
///
/// There are three ways through a list, and which is taken changes nothing but the time, because
/// what counts in the end is always the key of the row itself (see [RowComparison]):
///
/// - with sketches, only rows that no bound rejects are compared;
/// - without, and for several queries, all rows are compared with three queries at a time, or,
///   where vectors are too narrow for that, turned into panels and multiplied with the queries as a
///   matrix; of these, what is within the limit and a margin for rounding is compared once more;
/// - for few queries, all rows are compared.
public final class RowScan {

  /// Queries for which it pays to turn a panel.
  private static final int MANY = 3;

  /// Queries from which on it is faster to turn rows than to compare them as they lie.
  private static final int TURNED = 9;

  /// Rows a wanted neighbour for which it pays to look at all sketches first.
  private static final int WORTH_SEEDS = 12;

  /// Rows of a list that several queries look through by sketches: in a short one most rows are
  /// near the queries that visit it, and sketches spare less than they cost.
  private static final int LONG = 1024;

  private final Metric metric;
  private final @Nullable IdFilter filter;
  private final RowComparison comparison;
  private final TurnedPanel turned;
  private final RowTile tiles;
  private final @Nullable SketchScan bySketch;

  /// Scratch of a thread.
  ///
  /// @param sketching of the lists
  /// @param block the queries
  /// @param filter which ids may be found; null for all
  public RowScan(Sketching sketching, QueryBlock block, @Nullable IdFilter filter) {
    ByteSketch sketch = sketching.sketch();
    this.metric = sketching.metric();
    this.filter = filter;
    this.comparison = new RowComparison(metric, block);
    this.tiles = new RowTile(metric.isSimilarity(), block);
    this.turned = new TurnedPanel(metric, block);
    this.bySketch = sketch == null ? null : new SketchScan(sketch, block);
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
    int count = to - from;
    boolean isLong = list.size() >= LONG;
    if (sketches != null && bySketch != null && isLong && bySketch.pays(count)) {
      long before = comparison.compared();
      byBounds(bySketch.bounds(sketches), list.size(), ids, visits, from, to);
      bySketch.learn(list.size() * count, comparison.compared() - before);
    } else if (count > 1 && count < TURNED && tilesRows(list.rows())) {
      byTiles(list.rows(), ids, visits, from, to, sink);
    } else if (count < MANY || !TurnedPanel.isPossible(metric)) {
      byRows(list.size(), ids, visits, from, to);
    } else {
      byBounds(turned.on(list.rows()), list.size(), ids, visits, from, to);
    }
  }

  /// Offers the rows of all lists of one query, in any order, where that can be done by sketches.
  ///
  /// @param source has the lists
  /// @param query number in the block
  /// @param count lists
  /// @param list their numbers, negative where there is none
  /// @param sink takes the candidates
  /// @return false if nothing was done, as there are no sketches, or nothing to gain by them
  public boolean scanOne(
      RowSource source, int query, int count, IntUnaryOperator list, CandidateSink sink) {
    if (bySketch == null || sink.wanted() == 0) {
      return false;
    }
    long rows = 0;
    for (int i = 0; i < count; i++) {
      int number = list.applyAsInt(i);
      rows += number < 0 ? 0 : source.turnTo(number).size();
    }
    if (rows < (long) WORTH_SEEDS * sink.wanted()) {
      return false;
    }
    SingleScan single = bySketch.single(comparison);
    single.begin(query, sink);
    for (int i = 0; i < count; i++) {
      int number = list.applyAsInt(i);
      if (number >= 0) {
        look(source, number, single, bySketch);
      }
    }
    single.compare(source, bySketch.queries());
    return true;
  }

  private void look(RowSource source, int number, SingleScan single, SketchScan scan) {
    CodePanels sketches = source.turnTo(number).sketches();
    for (long panel = 0; sketches != null && panel < sketches.panels(); panel++) {
      int width = sketches.width(panel);
      long accepted = accepted(source, panel, width);
      if (accepted != 0) {
        single.look(number, scan.bounds(sketches), panel, width, accepted);
      }
      if (single.isFull()) {
        single.compare(source, scan.queries());
        source.turnTo(number);
      }
    }
  }

  private void byBounds(Bounds bounds, long rows, RowIds ids, Visits visits, int from, int to) {
    for (long panel = 0; panel * PANEL < rows; panel++) {
      int width = (int) Math.min(PANEL, rows - panel * PANEL);
      long accepted = accepted(ids, panel, width);
      if (accepted == 0) {
        continue;
      }
      bounds.open(panel, width, to - from);
      for (int tile = from; tile < to; tile += TILE) {
        int count = Math.min(TILE, to - tile);
        bounds.compute(visits, tile, count);
        for (int q = 0; q < count; q++) {
          comparison.compare(visits.query(tile + q), panel, accepted, bounds, q * PANEL);
        }
      }
    }
  }

  /// Whether there is a kernel for tiles, and panels are not cut by the ends of chunks.
  private boolean tilesRows(RowList rows) {
    return TurnedPanel.isPossible(metric)
        && rows.hasWholePanels()
        && Kernels.best().hasRowTiles(rows.dimension());
  }

  private void byTiles(
      RowList rows, RowIds ids, Visits visits, int from, int to, CandidateSink sink) {
    for (long panel = 0; panel * PANEL < rows.size(); panel++) {
      int width = (int) Math.min(PANEL, rows.size() - panel * PANEL);
      long accepted = accepted(ids, panel, width);
      if (accepted != 0) {
        tiles.scan(rows.memory(), ids, panel, width, accepted, visits, from, to, sink);
      }
    }
  }

  private void byRows(long rows, RowIds ids, Visits visits, int from, int to) {
    for (long panel = 0; panel * PANEL < rows; panel++) {
      long accepted = accepted(ids, panel, (int) Math.min(PANEL, rows - panel * PANEL));
      for (int visit = from; visit < to; visit++) {
        comparison.offer(visits.query(visit), panel, accepted);
      }
    }
  }

  /// The rows of a panel that may be found.
  private long accepted(RowIds ids, long panel, int width) {
    if (filter == null) {
      return Kernels.firstRows(width);
    }
    long mask = 0;
    for (int row = 0; row < width; row++) {
      if (filter.accepts(ids.id(panel * PANEL + row))) {
        mask |= 1L << row;
      }
    }
    return mask;
  }
}
