// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.topk.CandidateSink;
import java.util.function.IntUnaryOperator;

/// Scans inverted lists for a block of queries. Belongs to one thread, and may be used again when
/// the block has got other queries.
///
/// A block is scanned **list by list**: a list is read once for all queries that probe it, as a
/// small matrix product. A single query has nothing to share, and its lists are scanned in the
/// order in which it probes them. The order of candidates decides only ties at the very end of a
/// result; where that happens the query is repeated in its own order, so both ways give the same
/// answer.
final class ListScan {

  /// The list of a query that has fewer probes than others, and of a vector that has no list.
  static final int NO_LIST = -1;

  private final QueryBlock block;
  private final Probes probes;
  private final IntUnaryOperator listOfProbe;
  private final Visits visits = new Visits();
  private final Visits visit = new Visits();
  private final ListOrder order;

  /// Scratch of a thread.
  ///
  /// @param lists number of lists
  /// @param block the queries
  /// @param probes the lists that each of them visits
  ListScan(int lists, QueryBlock block, Probes probes) {
    this.order = new ListOrder(lists);
    this.block = block;
    this.probes = probes;
    this.listOfProbe = probes::list;
  }

  /// For the k best, which can depend on the order of candidates.
  ///
  /// @param scorer compares the codes of lists
  /// @param sink takes the candidates
  void run(ListScorer scorer, CandidateSink sink) {
    if (block.size() == 1) {
      if (!scorer.scanOne(0, probes, sink)) {
        probeByProbe(0, scorer, scorer.keepsOrder(), sink);
      }
      if (scorer.keepsOrder()) {
        return;
      }
    } else {
      listByList(scorer, sink);
    }
    for (int query = 0; query < block.size(); query++) {
      if (sink.isAmbiguous(query)) {
        sink.clear(query);
        probeByProbe(query, scorer, true, sink);
      }
    }
  }

  private void probeByProbe(int query, ListScorer scorer, boolean inOrder, CandidateSink sink) {
    for (int i = 0; i < probes.perQuery(); i++) {
      int probe = query * probes.perQuery() + i;
      if (probes.list(probe) != NO_LIST) {
        visit.clear(1);
        visit.add(query, probe);
        if (inOrder) {
          scorer.scanInOrder(probes.list(probe), visit, 0, 1, sink);
        } else {
          scorer.scan(probes.list(probe), visit, 0, 1, sink);
        }
      }
    }
  }

  /// For results that do not depend on the order, in which they come out all the same: it must not
  /// tell how queries were shared among threads.
  ///
  /// @param scorer compares the codes of lists
  /// @param sink takes the candidates
  void listByList(ListScorer scorer, CandidateSink sink) {
    orderByList();
    for (int from = 0; from < visits.count(); ) {
      int list = probes.list(visits.probe(from));
      int to = from + 1;
      while (to < visits.count() && probes.list(visits.probe(to)) == list) {
        to++;
      }
      scorer.scan(list, visits, from, to, sink);
      from = to;
    }
  }

  /// Makes visits of all probes that have a list, ordered by list, then by query.
  private void orderByList() {
    visits.clear(probes.count());
    int count = order.order(listOfProbe, probes.count());
    for (int i = 0; i < count; i++) {
      int probe = order.number(i);
      visits.add(probes.query(probe), probe);
    }
  }
}
