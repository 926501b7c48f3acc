// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Neighbors;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/// The lists that the queries of a block visit: for each query the same number of probes, nearest
/// first.
final class Probes {

  private final int perQuery;
  private final int[] lists;
  private final float[] distances;

  /// @param nearest centroids of each query
  Probes(Neighbors nearest) {
    this.perQuery = nearest.k();
    this.lists = listNumbers(nearest);
    this.distances = nearest.distances();
  }

  /// Centroid numbers are list numbers.
  static int[] listNumbers(Neighbors nearest) {
    long[] ids = nearest.ids();
    int[] numbers = new int[ids.length];
    Arrays.setAll(numbers, i -> (int) ids[i]);
    return numbers;
  }

  /// Drops the probes of each query that come after so many vectors.
  ///
  /// @param most the list in which this number is reached is the last one; 0 drops nothing
  /// @param sizes of the lists
  /// @return this
  Probes cut(long most, IntToLongFunction sizes) {
    for (int first = 0; most > 0 && first < lists.length; first += perQuery) {
      long seen = 0;
      for (int probe = first; probe < first + perQuery; probe++) {
        if (seen >= most) {
          lists[probe] = ListScan.NO_LIST;
        } else if (lists[probe] != ListScan.NO_LIST) {
          seen += sizes.applyAsLong(lists[probe]);
        }
      }
    }
    return this;
  }

  /// Probes of all queries; those of query q begin at `q * perQuery()`.
  int count() {
    return lists.length;
  }

  /// Probes of a query.
  int perQuery() {
    return perQuery;
  }

  /// The list of each probe, [ListScan#NO_LIST] where there is none.
  int[] lists() {
    return lists;
  }

  /// The list of a probe.
  int list(int probe) {
    return lists[probe];
  }

  /// From the query of a probe to its centroid, as the coarse quantizer gives it.
  float distance(int probe) {
    return distances[probe];
  }

  /// The query of a probe.
  int query(int probe) {
    return probe / perQuery;
  }
}
