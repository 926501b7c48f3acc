// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.topk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.internal.topk.FaissHeap.Entry;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against [FaissHeap], in both directions and with many ties.
class TopKTest {

  private static final List<Metric> METRICS = List.of(Metric.L2, Metric.INNER_PRODUCT);

  static LongStream seeds() {
    return TestSeed.several(40);
  }

  static Stream<Metric> metrics() {
    return METRICS.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsWhatTheRuleKeeps(long seed) {
    var random = new Random(seed);
    for (Metric metric : METRICS) {
      int n = random.nextInt(40);
      List<Entry> candidates = candidates(random, n, 1 + random.nextInt(8));
      for (int k = 1; k <= n + 5; k++) {
        assertThat(kept(candidates, k, metric))
            .as("%s, k %d, %s", metric, k, TestSeed.repeat(seed))
            .isEqualTo(simulated(candidates, k, metric));
      }
    }
  }

  /// Ids that neither ascend nor differ: an id map may hold one twice.
  private static List<Entry> candidates(Random random, int n, int distinct) {
    var candidates = new ArrayList<Entry>();
    for (int i = 0; i < n; i++) {
      long id = random.nextInt(3) == 0 ? random.nextInt(5) : random.nextLong(1L << 40);
      candidates.add(new Entry(random.nextInt(distinct) - 2, id));
    }
    return candidates;
  }

  private static List<Entry> simulated(List<Entry> candidates, int k, Metric metric) {
    var heap = new FaissHeap(k, metric);
    candidates.forEach(c -> heap.offer(c.value(), c.id()));
    return heap.best();
  }

  private static List<Entry> kept(List<Entry> candidates, int k, Metric metric) {
    var best = new TopK(1, k, metric);
    offer(best, 0, candidates, metric);
    return drained(best, 0, k, metric);
  }

  /// As a scanner does it: the limit is asked first.
  private static void offer(TopK best, int query, List<Entry> candidates, Metric metric) {
    for (Entry candidate : candidates) {
      float key = metric.isSimilarity() ? -candidate.value() : candidate.value();
      if (key <= best.limit(query)) {
        best.offer(query, key, candidate.id());
      }
    }
  }

  private static List<Entry> drained(TopK best, int query, int k, Metric metric) {
    float[] keys = new float[k + 2];
    long[] ids = new long[k + 2];
    best.drain(query, keys, ids, 1);
    assertThat(ids[0]).isZero();
    assertThat(ids[k + 1]).isZero();
    var entries = new ArrayList<Entry>();
    for (int i = 1; i <= k; i++) {
      if (ids[i] >= 0) {
        entries.add(new Entry(metric.isSimilarity() ? 0f - keys[i] : keys[i], ids[i]));
      } else {
        assertThat(keys[i]).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(ids[i]).isEqualTo(-1);
      }
    }
    return entries;
  }

  /// All orders of up to six candidates: if two of them give different results, every one of them
  /// must say so, for a scanner sees only one.
  @ParameterizedTest
  @MethodSource("seeds")
  void isAmbiguousWheneverAnotherOrderGivesAnotherResult(long seed) {
    var random = new Random(seed);
    for (Metric metric : METRICS) {
      List<Entry> candidates = distinctIds(candidates(random, 2 + random.nextInt(5), 3));
      for (int k = 1; k <= candidates.size() + 1; k++) {
        checkAmbiguity(candidates, k, metric, TestSeed.repeat(seed));
      }
    }
  }

  private static void checkAmbiguity(List<Entry> candidates, int k, Metric metric, String repeat) {
    Set<List<Entry>> results = new HashSet<>();
    Set<Boolean> answers = new HashSet<>();
    for (List<Entry> order : permutations(candidates)) {
      var best = new TopK(1, k, metric);
      offer(best, 0, order, metric);
      answers.add(best.isAmbiguous(0));
      results.add(drained(best, 0, k, metric));
    }
    boolean ambiguous = results.size() > 1;
    assertThat(answers)
        .as("%s, k %d, %s: %s", metric, k, repeat, candidates)
        .containsExactly(ambiguous);
  }

  private static List<Entry> distinctIds(List<Entry> entries) {
    var distinct = new ArrayList<Entry>();
    for (int i = 0; i < entries.size(); i++) {
      distinct.add(new Entry(entries.get(i).value(), (i * 7) % 11));
    }
    return distinct;
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<T>>();
    for (List<T> shorter : permutations(items.subList(1, items.size()))) {
      for (int i = 0; i <= shorter.size(); i++) {
        var order = new ArrayList<>(shorter);
        order.add(i, items.getFirst());
        all.add(order);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aQueryThatIsRepeatedForgetsItsFirstCandidates(Metric metric) {
    var random = TestSeed.random(2);
    List<Entry> before = candidates(random, 30, 2);
    List<Entry> after = candidates(random, 30, 2);
    var best = new TopK(1, 5, metric);
    offer(best, 0, before, metric);
    assertThat(best.isAmbiguous(0)).isTrue();

    best.clear(0);

    assertThat(best.isAmbiguous(0)).isFalse();
    offer(best, 0, after, metric);
    assertThat(drained(best, 0, 5, metric)).isEqualTo(simulated(after, 5, metric));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void queriesOfABlockDoNotDisturbEachOther(Metric metric) {
    var random = TestSeed.random(3);
    var best = new TopK(7, 4, metric);
    var all = new ArrayList<List<Entry>>();
    for (int query = 0; query < 7; query++) {
      all.add(candidates(random, 20, 6));
    }
    for (int i = 0; i < 20; i++) {
      for (int query = 0; query < 7; query++) {
        offer(best, query, List.of(all.get(query).get(i)), metric);
      }
    }
    best.clear(3);
    for (int query = 0; query < 7; query++) {
      List<Entry> expected = query == 3 ? List.of() : simulated(all.get(query), 4, metric);
      assertThat(drained(best, query, 4, metric)).isEqualTo(expected);
    }
  }

  /// A distance that overflows is no distance: such a vector is never found.
  @Test
  void anInfiniteKeyIsNeverKept() {
    var best = new TopK(1, 2, Metric.L2);
    best.offer(0, Float.POSITIVE_INFINITY, 7);
    best.offer(0, 1, 8);

    assertThat(drained(best, 0, 2, Metric.L2)).containsExactly(new Entry(1, 8));
    assertThat(best.isAmbiguous(0)).isFalse();
  }

  @Test
  void manyCandidatesInDescendingAndAscendingOrder() {
    var candidates = new ArrayList<Entry>();
    for (int i = 0; i < 10_000; i++) {
      candidates.add(new Entry(i, i));
    }
    List<Entry> expected = List.copyOf(candidates.subList(0, 100));

    assertThat(kept(candidates, 100, Metric.L2)).isEqualTo(expected);
    Collections.reverse(candidates);
    assertThat(kept(candidates, 100, Metric.L2)).isEqualTo(expected);
  }

  @Test
  void aSinkThatIsNeverAmbiguousNeedsNoClearing() {
    CandidateSink sink = new RangeCollector(1, 1, Metric.L2);

    assertThat(sink.isAmbiguous(0)).isFalse();
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> sink.clear(0));
  }
}
