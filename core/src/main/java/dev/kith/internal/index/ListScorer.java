// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.Visits;
import dev.kith.internal.topk.CandidateSink;

/// Compares the codes of inverted lists with the queries of one block. Belongs to one thread.
@FunctionalInterface
interface ListScorer {

  /// Whether [#scan] offers candidates in the order of the list.
  ///
  /// @return false where it may take them in an order that is faster
  default boolean keepsOrder() {
    return true;
  }

  /// The same as [#scan] in the order of the list, slower or not.
  ///
  /// @param list number of a list
  /// @param visits queries and probes of the block
  /// @param from the first visit of this list
  /// @param to one past the last
  /// @param sink takes the candidates, in the order of the list for each query
  default void scanInOrder(int list, Visits visits, int from, int to, CandidateSink sink) {
    scan(list, visits, from, to, sink);
  }

  /// Whether this serves other queries too, once they have been loaded into the block.
  ///
  /// @return false for a scorer that has prepared something for the queries of the block
  default boolean outlivesQueries() {
    return false;
  }

  /// Offers the codes of all lists of one query, where that is faster than list after list; in any
  /// order.
  ///
  /// @param query number in the block
  /// @param probes its lists, among others
  /// @param sink takes the candidates
  /// @return false if nothing was done
  default boolean scanOne(int query, Probes probes, CandidateSink sink) {
    return false;
  }

  /// Offers the codes of a list to the queries that visit it.
  ///
  /// @param list number of a list
  /// @param visits queries and probes of the block
  /// @param from the first visit of this list
  /// @param to one past the last
  /// @param sink takes the candidates
  void scan(int list, Visits visits, int from, int to, CandidateSink sink);
}
