// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.PackedCodes;
import dev.kith.internal.panel.PackedScorer;
import dev.kith.internal.panel.PackedTables;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.quantize.ByteTables;
import dev.kith.internal.quantize.TableRange;
import dev.kith.internal.quantize.TableScale;
import dev.kith.internal.topk.CandidateSink;

/// Compares packed codes of residuals by squared distances: every probe has a table of its own
/// (specification of the factory, section 2.8). All tables of a query are rounded by one scale, so
/// they are looked at before the scan, and made once more when their list is visited. For one
/// thread.
final class PackedResidualScorer implements ListScorer, PackedTables {

  /// Visits whose tables exist at a time.
  private static final int TURN = 64;

  private final InvertedLists<PackedCodes> lists;
  private final ResidualTables tables;
  private final QueryBlock block;
  private final Probes probes;
  private final PanelScan scan;
  private final PackedScorer scorer;
  private final float[] ofQueries;
  private final float[] table;
  private final TableRange range;
  private final TableScale[] scales;
  private final float[] leastSums;
  private final ByteTables bytes;
  private final int[] biases = new int[TURN];
  private int firstVisit;

  PackedResidualScorer(
      InvertedLists<PackedCodes> lists,
      ResidualTables tables,
      QueryBlock block,
      Probes probes,
      PanelScan scan) {
    int columns = lists.codes(0).subquantizers();
    this.lists = lists;
    this.tables = tables;
    this.block = block;
    this.probes = probes;
    this.scan = scan;
    this.scorer = new PackedScorer(lists.codes(0), this, false);
    this.ofQueries = tables.ofQueries(block);
    this.table = new float[tables.size()];
    this.range = new TableRange(columns);
    this.scales = new TableScale[block.size()];
    this.leastSums = new float[probes.count()];
    this.bytes = new ByteTables(TURN, columns);
    for (int query = 0; query < scales.length; query++) {
      scales[query] = scale(query);
      scales[query].tell(block, query, false);
    }
  }

  /// The scale for all probes of a query.
  private TableScale scale(int query) {
    float base = Float.POSITIVE_INFINITY;
    float largestSpan = 0;
    float total = 0;
    float leastBias = leastBias(query);
    for (int i = 0; i < probes.perQuery(); i++) {
      int probe = query * probes.perQuery() + i;
      if (probes.list(probe) == ListScan.NO_LIST) {
        continue;
      }
      measure(probe);
      float bias = tables.bias(probes, probe);
      leastSums[probe] = bias + range.leastSum();
      base = Math.min(base, leastSums[probe]);
      largestSpan = Math.max(largestSpan, range.largestSpan());
      total = Math.max(total, bias - leastBias + range.spanSum());
    }
    return TableScale.ofSums(largestSpan, total, base);
  }

  private float leastBias(int query) {
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < probes.perQuery(); i++) {
      int probe = query * probes.perQuery() + i;
      if (probes.list(probe) != ListScan.NO_LIST) {
        least = Math.min(least, tables.bias(probes, probe));
      }
    }
    return least;
  }

  private void measure(int probe) {
    tables.fill(block, ofQueries, probes.query(probe), probes.list(probe), table);
    range.measure(table, 0);
  }

  @Override
  public void scan(int list, Visits visits, int from, int to, CandidateSink sink) {
    if (lists.size(list) == 0) {
      return;
    }
    for (int first = from; first < to; first += TURN) {
      int end = Math.min(first + TURN, to);
      prepare(visits, first, end);
      scan.scan(
          lists.size(list),
          lists.ids(list)::get,
          scorer.of(lists.codes(list)),
          visits,
          first,
          end,
          sink);
    }
  }

  private void prepare(Visits visits, int from, int to) {
    firstVisit = from;
    for (int visit = from; visit < to; visit++) {
      int probe = visits.probe(visit);
      TableScale scale = scales[visits.query(visit)];
      measure(probe);
      range.round(table, 0, scale.factor(), bytes.bytes(), bytes.at(visit - from));
      biases[visit - from] = scale.round(leastSums[probe] - scale.base());
    }
  }

  @Override
  public byte[] bytes() {
    return bytes.bytes();
  }

  @Override
  public void aim(Visits visits, int from, int count, int[] at, int[] bias) {
    for (int q = 0; q < count; q++) {
      at[q] = bytes.at(from + q - firstVisit);
      bias[q] = biases[from + q - firstVisit];
    }
  }
}
