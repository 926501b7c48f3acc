// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/// The answer to a range search: for each query as many pairs of id and distance as were found, in
/// no particular order.
public final class RangeNeighbors {

  private final int[] limits;
  private final float[] distances;
  private final long[] ids;

  /// Takes over three arrays.
  ///
  /// @param limits queries + 1 positions; the results of query q are `limits[q]` to `limits[q + 1]`
  /// @param distances of all results
  /// @param ids of all results
  public RangeNeighbors(int[] limits, float[] distances, long[] ids) {
    this.limits = limits;
    this.distances = distances;
    this.ids = ids;
  }

  /// Number of queries.
  ///
  /// @return rows
  public int queries() {
    return limits.length - 1;
  }

  /// Results of a query.
  ///
  /// @param query row, from 0
  /// @return how many
  public int found(int query) {
    return limits[query + 1] - limits[query];
  }

  /// The id of a result.
  ///
  /// @param query row, from 0
  /// @param number 0 to `found(query) - 1`
  /// @return an id
  public long id(int query, int number) {
    return ids[limits[query] + Objects.checkIndex(number, found(query))];
  }

  /// The distance of a result, in the unit of the index's metric.
  ///
  /// @param query row, from 0
  /// @param number 0 to `found(query) - 1`
  /// @return a distance
  public float distance(int query, int number) {
    return distances[limits[query] + Objects.checkIndex(number, found(query))];
  }

  /// The same results under other ids.
  ///
  /// @param translation from the old id to the new one
  /// @return new results that share the distances
  public RangeNeighbors mapIds(LongUnaryOperator translation) {
    return new RangeNeighbors(limits, distances, Arrays.stream(ids).map(translation).toArray());
  }
}
