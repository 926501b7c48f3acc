// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import java.util.Arrays;

/// Which queries of a block are compared with a list, and as which of their probes. To be filled
/// again and again.
public final class Visits {

  private int[] queries;
  private int[] probes;
  private int count;

  /// No visits.
  public Visits() {
    this(new int[0]);
  }

  private Visits(int[] all) {
    this.queries = all;
    this.probes = all;
    this.count = all.length;
  }

  /// Every query once.
  ///
  /// @param queries how many
  /// @return visits of a list that all queries see
  public static Visits ofAll(int queries) {
    int[] all = new int[queries];
    Arrays.setAll(all, i -> i);
    return new Visits(all);
  }

  /// Forgets all visits, and makes room.
  ///
  /// @param most how many will be added
  public void clear(int most) {
    if (most > queries.length) {
      queries = new int[most];
      probes = new int[most];
    }
    count = 0;
  }

  /// Adds a visit.
  ///
  /// @param query number in the block
  /// @param probe number among all probes of the block
  public void add(int query, int probe) {
    queries[count] = query;
    probes[count++] = probe;
  }

  /// Number of visits.
  ///
  /// @return entries
  public int count() {
    return count;
  }

  /// The query of a visit.
  ///
  /// @param visit 0 to `count() - 1`
  /// @return its number in the block
  public int query(int visit) {
    return queries[visit];
  }

  /// The probe of a visit.
  ///
  /// @param visit 0 to `count() - 1`
  /// @return its number among all probes of the block; the query itself where there are no lists
  public int probe(int visit) {
    return probes[visit];
  }
}
