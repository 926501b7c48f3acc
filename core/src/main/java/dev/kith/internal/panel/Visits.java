// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Which queries of a block are compared with a list, and as which of their probes.
public final class Visits {

  private final int[] queries;
  private final int[] probes;

  private Visits(int[] queries, int[] probes) {
    this.queries = queries;
    this.probes = probes;
  }

  /// Every query once.
  ///
  /// @param queries how many
  /// @return visits of a list that all queries see
  public static Visits ofAll(int queries) {
    int[] all = new int[queries];
    Arrays.setAll(all, i -> i);
    return new Visits(all, all);
  }

  /// Probes, one after another.
  ///
  /// @param probes their numbers among all probes of the block; not copied
  /// @param query the query of a probe
  /// @return a visit for each
  public static Visits ofProbes(int[] probes, IntUnaryOperator query) {
    int[] queries = new int[probes.length];
    Arrays.setAll(queries, i -> query.applyAsInt(probes[i]));
    return new Visits(queries, probes);
  }

  /// Number of visits.
  ///
  /// @return entries
  public int count() {
    return queries.length;
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
