// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Neighbors;

/// The share of the true neighbours that a search has found.
///
/// Neighbours are compared by id. Where several vectors are equally far from a query and only some
/// of them fit among the k, a search that returns others of them is charged for it; on data with
/// many equal vectors recall is therefore a lower bound.
final class Recall {

  private Recall() {}

  /// Over all queries, missing results of the truth (k above the number of vectors) left out.
  ///
  /// @param truth from an exact search
  /// @param found for the same queries
  /// @return 0 to 1; 1 where there is nothing to find
  static double of(Neighbors truth, Neighbors found) {
    long wanted = 0;
    long hits = 0;
    for (int query = 0; query < truth.queries(); query++) {
      for (int rank = 0; rank < truth.found(query); rank++) {
        wanted++;
        hits += contains(found, query, truth.id(query, rank)) ? 1 : 0;
      }
    }
    return wanted == 0 ? 1 : (double) hits / wanted;
  }

  private static boolean contains(Neighbors found, int query, long id) {
    for (int rank = 0; rank < found.k(); rank++) {
      if (found.id(query, rank) == id) {
        return true;
      }
    }
    return false;
  }
}
