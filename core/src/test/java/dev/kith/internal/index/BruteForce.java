// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.IdFilter;
import dev.kith.Neighbors;
import dev.kith.RangeNeighbors;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The plainest possible index: a list of pairs that is sorted for every query. On vectors of small
/// whole numbers its distances are exact, and so are those of every index, so they are compared
/// without tolerance.
class BruteForce {

  /// A result.
  record Hit(float distance, long id) {}

  private final Metric metric;
  private final boolean byPosition;
  private final List<Long> ids = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();

  /// @param byPosition whether ties are settled by the order of arrival and not by id, as they are
  ///   in an id map (its inner index knows positions alone)
  BruteForce(Metric metric, boolean byPosition) {
    this.metric = metric;
    this.byPosition = byPosition;
  }

  BruteForce add(Vectors added, long[] addedIds) {
    for (int row = 0; row < addedIds.length; row++) {
      ids.add(addedIds[row]);
      vectors.add(added.row(row));
    }
    return this;
  }

  BruteForce retain(IdFilter kept) {
    for (int i = ids.size() - 1; i >= 0; i--) {
      if (!kept.accepts(ids.get(i))) {
        ids.remove(i);
        vectors.remove(i);
      }
    }
    return this;
  }

  int size() {
    return ids.size();
  }

  /// All that is stored, best first, ties ascending and for similarities descending.
  List<Hit> hits(float[] query) {
    record Ranked(Hit hit, long tie) {}
    Comparator<Ranked> ascending =
        Comparator.comparingDouble((Ranked one) -> one.hit.distance).thenComparingLong(Ranked::tie);
    float[] distances = distances(vectors, query);
    return IntStream.range(0, ids.size())
        .mapToObj(i -> new Ranked(new Hit(distances[i], ids.get(i)), byPosition ? i : ids.get(i)))
        .sorted(metric.isSimilarity() ? ascending.reversed() : ascending)
        .map(Ranked::hit)
        .toList();
  }

  /// What a query should have to each of the stored vectors.
  float[] distances(List<float[]> stored, float[] query) {
    float[] distances = new float[stored.size()];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = distance(stored.get(i), query);
    }
    return distances;
  }

  private float distance(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = x[i] - (double) y[i];
      sum +=
          switch (metric.kind()) {
            case L2 -> difference * difference;
            case INNER_PRODUCT -> x[i] * (double) y[i];
            case L1 -> Math.abs(difference);
            default -> throw new IllegalArgumentException(metric + " is not needed here");
          };
    }
    return (float) sum;
  }

  /// Checks an exhaustive search. Where more vectors tie for the last places than there are places,
  /// any of them will do: which ones depends on the order of the search.
  void check(Vectors queries, int k, Neighbors found) {
    assertThat(found.queries()).isEqualTo((int) queries.size());
    assertThat(found.k()).isEqualTo(k);
    for (int q = 0; q < found.queries(); q++) {
      check(hits(queries.row(q)), q, found);
    }
  }

  private void check(List<Hit> hits, int q, Neighbors found) {
    int filled = Math.min(found.k(), hits.size());
    assertThat(found.found(q)).as("found for query %d", q).isEqualTo(filled);
    float last = filled == 0 ? metric.missing() : hits.get(filled - 1).distance;
    boolean tied = filled < hits.size() && hits.get(filled).distance == last;
    List<Hit> actual = new ArrayList<>();
    for (int rank = 0; rank < found.k(); rank++) {
      Hit hit = new Hit(found.distance(q, rank), found.id(q, rank));
      if (rank >= filled) {
        assertThat(hit).isEqualTo(new Hit(metric.missing(), -1));
      } else if (tied && hit.distance == last) {
        assertThat(hits).contains(hit);
        actual.add(hit);
      } else {
        assertThat(hit).as("query %d, rank %d", q, rank).isEqualTo(hits.get(rank));
        actual.add(hit);
      }
    }
    assertThat(actual).hasSize(filled);
    if (!byPosition) {
      assertThat(actual).isSortedAccordingTo(order());
    }
    if (hits.stream().distinct().count() == hits.size()) {
      assertThat(actual).doesNotHaveDuplicates();
    }
  }

  private Comparator<Hit> order() {
    Comparator<Hit> ascending =
        Comparator.comparingDouble(Hit::distance).thenComparingLong(Hit::id);
    return metric.isSimilarity() ? ascending.reversed() : ascending;
  }

  /// Checks an exhaustive range search.
  void check(Vectors queries, float radius, RangeNeighbors found) {
    assertThat(found.queries()).isEqualTo((int) queries.size());
    for (int q = 0; q < found.queries(); q++) {
      List<Hit> expected =
          hits(queries.row(q)).stream()
              .filter(hit -> metric.isSimilarity() ? hit.distance > radius : hit.distance < radius)
              .toList();
      List<Hit> actual = new ArrayList<>();
      for (int i = 0; i < found.found(q); i++) {
        actual.add(new Hit(found.distance(q, i), found.id(q, i)));
      }
      assertThat(actual)
          .as("query %d, radius %s", q, radius)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
