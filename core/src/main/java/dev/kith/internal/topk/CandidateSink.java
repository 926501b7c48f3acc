// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.topk;

/// Takes the candidates of a block of queries. A scanner asks for the limit first, and offers only
/// what is not worse.
public interface CandidateSink {

  /// Keys above this are of no interest for a query.
  ///
  /// @param query number in the block
  /// @return the largest interesting key
  float limit(int query);

  /// Candidates that every query must have got before it has a limit.
  ///
  /// @return how many; 0 if nothing is known of it
  default int wanted() {
    return 0;
  }

  /// A candidate whose key is at most the limit.
  ///
  /// @param query number in the block
  /// @param key its key, smaller is better
  /// @param id its id
  void offer(int query, float key, long id);

  /// Whether another order of candidates could have kept other entries for this query.
  ///
  /// @param query number in the block
  /// @return true if a caller with an order of its own must [#clear] and repeat the query in
  ///   Faiss's
  default boolean isAmbiguous(int query) {
    return false;
  }

  /// Forgets all candidates of a query.
  ///
  /// @param query number in the block
  default void clear(int query) {
    throw new UnsupportedOperationException("only an ambiguous query needs clearing");
  }
}
