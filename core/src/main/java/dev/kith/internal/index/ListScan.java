// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
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

  /// The list of a query that has fewer probes than others, and of a vector that has no list.
  static final int NO_LIST = -1;

  private final int lists;
  private final ListScorer scorer;
  private final QueryBlock block;
  private final Probes probes;
  private final CandidateSink sink;

  /// Scans for one block.
  ///
  /// @param lists number of lists
  /// @param scorer compares their codes
  /// @param block the queries
  /// @param probes the lists that each of them visits
  /// @param sink takes the candidates
  ListScan(int lists, ListScorer scorer, QueryBlock block, Probes probes, CandidateSink sink) {
    this.lists = lists;
    this.scorer = scorer;
    this.block = block;
    this.probes = probes;
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
    for (int i = 0; i < probes.perQuery(); i++) {
      int probe = query * probes.perQuery() + i;
      if (probes.list(probe) != NO_LIST) {
        Visits visit = Visits.ofProbes(new int[] {probe}, probes::query);
        scorer.scan(probes.list(probe), visit, 0, 1, sink);
      }
    }
  }

  /// For results that do not depend on the order, in which they come out all the same: it must not
  /// tell how queries were shared among threads.
  void listByList() {
    int[] ordered = probesByList();
    Visits visits = Visits.ofProbes(ordered, probes::query);
    for (int from = 0; from < ordered.length; ) {
      int list = probes.list(ordered[from]);
      int to = from + 1;
      while (to < ordered.length && probes.list(ordered[to]) == list) {
        to++;
      }
      scorer.scan(list, visits, from, to, sink);
      from = to;
    }
  }

  /// The numbers of all probes that have a list, ordered by list, then by query.
  private int[] probesByList() {
    // counting costs a pass over all lists, sorting n log n: take what is cheaper
    return lists <= 4L * probes.count() ? new RowsByList(probes.lists(), lists).rows() : sorted();
  }

  private int[] sorted() {
    long[] keys = new long[probes.count()];
    int count = 0;
    for (int probe = 0; probe < probes.count(); probe++) {
      if (probes.list(probe) != NO_LIST) {
        keys[count++] = (long) probes.list(probe) << 32 | probe;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] ordered = new int[count];
    Arrays.setAll(ordered, i -> (int) keys[i]);
    return ordered;
  }
}
