// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.sketch.RowScan;
import dev.kith.internal.sketch.RowSource;
import dev.kith.internal.sketch.SketchedRows;
import dev.kith.internal.sketch.Sketching;
import dev.kith.internal.topk.CandidateSink;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Compares lists of whole vectors with the queries of one block. Belongs to one thread, and makes
/// nothing for a list: what a search does again and again leaves no garbage.
final class RowLists implements ListScorer, RowSource {

  private final InvertedLists<SketchedRows> lists;
  private final RowScan scan;
  private final IntUnaryOperator listOfProbe = this::listOfProbe;
  private @Nullable NativeLongs ids;

  // of the query that is being looked at alone
  private @Nullable Probes one;
  private int firstProbe;

  /// @param lists the vectors
  /// @param sketching of the lists
  /// @param block the queries
  /// @param filter which ids may be found; null for all
  RowLists(
      InvertedLists<SketchedRows> lists,
      Sketching sketching,
      QueryBlock block,
      @Nullable IdFilter filter) {
    this.lists = lists;
    this.scan = new RowScan(sketching, block, filter);
  }

  @Override
  public void scan(int list, Visits visits, int from, int to, CandidateSink sink) {
    scan.scan(turnTo(list), this, visits, from, to, false, sink);
  }

  @Override
  public void scanInOrder(int list, Visits visits, int from, int to, CandidateSink sink) {
    scan.scan(turnTo(list), this, visits, from, to, true, sink);
  }

  @Override
  public boolean scanOne(int query, Probes probes, CandidateSink sink) {
    one = probes;
    firstProbe = query * probes.perQuery();
    return scan.scanOne(this, query, probes.perQuery(), listOfProbe, sink);
  }

  private int listOfProbe(int rank) {
    return Objects.requireNonNull(one).list(firstProbe + rank);
  }

  @Override
  public SketchedRows turnTo(int list) {
    ids = lists.ids(list);
    return lists.codes(list);
  }

  @Override
  public boolean keepsOrder() {
    return false;
  }

  @Override
  public long id(long row) {
    return Objects.requireNonNull(ids).get(row);
  }

  @Override
  public boolean outlivesQueries() {
    return true;
  }
}
