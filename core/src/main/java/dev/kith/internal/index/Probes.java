// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Neighbors;
import java.util.Arrays;

/// The lists that the queries of a block visit: for each query the same number of probes, nearest
/// first. To be filled again and again.
final class Probes {

  private final int perQuery;
  private int queries;
  private int[] lists = new int[0];
  private float[] distances = new float[0];

  /// No probes yet.
  ///
  /// @param perQuery probes of a query
  Probes(int perQuery) {
    this.perQuery = perQuery;
  }

  /// Makes room for the probes of other queries, whose lists and distances are to be [#set].
  void reset(int count) {
    queries = count;
    if (count() > lists.length) {
      lists = new int[count()];
      distances = new float[count()];
    }
  }

  /// Takes other probes.
  ///
  /// @param nearest centroids of each query, as many as there are probes
  void load(Neighbors nearest) {
    reset(nearest.queries());
    for (int probe = 0; probe < count(); probe++) {
      set(probe, (int) nearest.ids()[probe], nearest.distances()[probe]);
    }
  }

  /// Sets a probe.
  ///
  /// @param list its list, or [ListScan#NO_LIST]
  /// @param distance from the query to the centroid, as the coarse quantizer gives it
  void set(int probe, int list, float distance) {
    lists[probe] = list;
    distances[probe] = distance;
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
  void cut(long most, InvertedLists<?> sizes) {
    for (int first = 0; most > 0 && first < count(); first += perQuery) {
      long seen = 0;
      for (int probe = first; probe < first + perQuery; probe++) {
        if (seen >= most) {
          lists[probe] = ListScan.NO_LIST;
        } else if (lists[probe] != ListScan.NO_LIST) {
          seen += sizes.size(lists[probe]);
        }
      }
    }
  }

  /// Probes of all queries; those of query q begin at `q * perQuery()`.
  int count() {
    return queries * perQuery;
  }

  /// Probes of a query.
  int perQuery() {
    return perQuery;
  }

  /// The list of a probe, [ListScan#NO_LIST] where there is none.
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
