// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.util.Objects;

/// The answer to a search: for each query `k()` pairs of id and distance, best first. Missing
/// results have the id -1.
public final class Neighbors {

  private final int queries;
  private final int k;
  private final float[] distances;
  private final long[] ids;

  /// Takes over two row-major arrays.
  ///
  /// @param queries number of queries
  /// @param k results a query
  /// @param distances queries * k distances
  /// @param ids queries * k ids
  public Neighbors(int queries, int k, float[] distances, long[] ids) {
    int length = Math.multiplyExact(queries, k);
    if (distances.length != length || ids.length != length) {
      throw new IllegalArgumentException(
          queries
              + " x "
              + k
              + " results, but "
              + distances.length
              + " distances and "
              + ids.length
              + " ids");
    }
    this.queries = queries;
    this.k = k;
    this.distances = distances;
    this.ids = ids;
  }

  /// Number of queries.
  ///
  /// @return rows
  public int queries() {
    return queries;
  }

  /// Results a query, missing ones among them.
  ///
  /// @return k
  public int k() {
    return k;
  }

  /// The id of a result.
  ///
  /// @param query row, from 0
  /// @param rank 0 for the best
  /// @return the id, or -1
  public long id(int query, int rank) {
    return ids[at(query, rank)];
  }

  /// The distance of a result, in the unit of the index's metric.
  ///
  /// @param query row, from 0
  /// @param rank 0 for the best
  /// @return for the id -1 [dev.kith.vector.Metric#missing()]
  public float distance(int query, int rank) {
    return distances[at(query, rank)];
  }

  /// Results that are there.
  ///
  /// @param query row, from 0
  /// @return 0 to k; they come first
  public int found(int query) {
    int count = 0;
    while (count < k && id(query, count) >= 0) {
      count++;
    }
    return count;
  }

  /// All distances, row-major. The array is the answer itself, not a copy.
  ///
  /// @return queries * k distances
  public float[] distances() {
    return distances;
  }

  /// All ids, row-major. The array is the answer itself, not a copy.
  ///
  /// @return queries * k ids
  public long[] ids() {
    return ids;
  }

  private int at(int query, int rank) {
    return Objects.checkIndex(query, queries) * k + Objects.checkIndex(rank, k);
  }
}
