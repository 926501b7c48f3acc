// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.CandidateSink;
import java.util.Arrays;

/// Scans inverted lists for a block of queries.
///
/// A block is scanned **list by list**: a list is read once for all queries that probe it, as a
/// small matrix product. A single query has nothing to share, and its lists are scanned in the
/// order in which it probes them. The order of candidates decides only ties at the very end of a
/// result; where that happens the query is repeated in its own order, so both ways give the same
/// answer.
final class ListScan {

  /// What stands in `probes` where the coarse quantizer found no list.
  static final int NO_LIST = -1;

  private final InvertedLists lists;
  private final PanelScan scan;
  private final QueryBlock block;
  private final int[] probes;
  private final int nprobe;
  private final CandidateSink sink;

  /// Prepares one scan.
  ///
  /// @param lists what is stored
  /// @param scan how to compare
  /// @param block the queries
  /// @param probes for each query its lists, nearest first
  /// @param sink takes the candidates
  ListScan(
      InvertedLists lists, PanelScan scan, QueryBlock block, int[] probes, CandidateSink sink) {
    this.lists = lists;
    this.scan = scan;
    this.block = block;
    this.probes = probes;
    this.nprobe = probes.length / Math.max(1, block.size());
    this.sink = sink;
  }

  /// For the k best, which can depend on the order of candidates.
  void run() {
    if (block.size() == 1) {
      probeByProbe(0);
      return;
    }
    listByList();
    for (int query = 0; query < block.size(); query++) {
      if (sink.isAmbiguous(query)) {
        sink.clear(query);
        probeByProbe(query);
      }
    }
  }

  private void probeByProbe(int query) {
    int[] only = {query};
    for (int probe = query * nprobe; probe < (query + 1) * nprobe; probe++) {
      if (probes[probe] != NO_LIST) {
        scan(probes[probe], only, 0, 1);
      }
    }
  }

  /// For results that do not depend on the order, in which they come out all the same: it must not
  /// tell how queries were shared among threads.
  void listByList() {
    long[] visits = visits();
    int[] queries = new int[visits.length];
    for (int i = 0; i < visits.length; i++) {
      queries[i] = (int) visits[i];
    }
    for (int from = 0; from < visits.length; ) {
      int list = (int) (visits[from] >>> 32);
      int to = from + 1;
      while (to < visits.length && (int) (visits[to] >>> 32) == list) {
        to++;
      }
      scan(list, queries, from, to);
      from = to;
    }
  }

  /// All pairs `list << 32 | query`, ordered by list, then by query.
  private long[] visits() {
    // counting costs a pass over all lists, sorting n log n: take what is cheaper
    return lists.count() <= 4L * probes.length ? counted() : sorted();
  }

  private long[] counted() {
    RowsByList probesOf = new RowsByList(probes, lists.count());
    long[] visits = new long[probesOf.size()];
    int visit = 0;
    for (int list = 0; list < lists.count(); list++) {
      for (int i = 0; i < probesOf.count(list); i++) {
        visits[visit++] = (long) list << 32 | probesOf.row(list, i) / nprobe;
      }
    }
    return visits;
  }

  private long[] sorted() {
    long[] visits = new long[probes.length];
    int count = 0;
    for (int i = 0; i < probes.length; i++) {
      if (probes[i] != NO_LIST) {
        visits[count++] = (long) probes[i] << 32 | i / nprobe;
      }
    }
    visits = Arrays.copyOf(visits, count);
    Arrays.sort(visits);
    return visits;
  }

  private void scan(int list, int[] queries, int from, int to) {
    scan.scan(lists.vectors(list), lists.ids(list)::get, block, queries, from, to, sink);
  }
}
