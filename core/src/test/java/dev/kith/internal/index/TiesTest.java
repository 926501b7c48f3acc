// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.internal.topk.FaissHeap;
import dev.kith.internal.topk.FaissHeap.Entry;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Data full of duplicates, as silence is in features of speech: rows that come again and again,
/// and many vectors at the same distance. Results must be those of the rule of the specification of
/// the factory, section 2.2, with candidates in the order of Faiss (Flat by position, IVF by probe
/// and then by place in the list), in a batch as for a single query.
class TiesTest {

  private static final int D = 4;
  private static final int N = 240;
  private static final int LISTS = 12;

  static Stream<Arguments> metricsAndSeeds() {
    return Stream.of(Metric.L2, Metric.INNER_PRODUCT)
        .flatMap(metric -> TestSeed.several(6).mapToObj(seed -> Arguments.of(metric, seed)));
  }

  /// A few distinct vectors of small numbers, most of them many times over.
  private static Vectors muted(Random random, int n, int distinct) {
    float[] silence = new float[D];
    Vectors vectors = Vectors.allocate(n, D);
    float[][] pool = new float[distinct][D];
    for (float[] one : pool) {
      for (int i = 0; i < D; i++) {
        one[i] = random.nextInt(3) - 1;
      }
    }
    for (int row = 0; row < n; row++) {
      vectors.set(row, random.nextInt(3) == 0 ? silence : pool[random.nextInt(distinct)]);
    }
    return vectors;
  }

  @ParameterizedTest
  @MethodSource("metricsAndSeeds")
  void flatKeepsTheFirstPositions(Metric metric, long seed) {
    var random = new Random(seed);
    int n = 1 + random.nextInt(200);
    Vectors data = muted(random, n, 5);
    Vectors queries = muted(random, 9, 4);
    try (Index index = new FlatIndex(D, metric)) {
      index.add(data);
      for (int k = 1; k <= n + 5; k += 1 + k / 8) {
        Neighbors found = index.search(queries, k);
        for (int q = 0; q < 9; q++) {
          var heap = new FaissHeap(k, metric);
          for (int row = 0; row < n; row++) {
            heap.offer(value(metric, data.row(row), queries.row(q)), row);
          }
          assertEntries(found, q, heap.best(), metric, "k " + k + ", " + TestSeed.repeat(seed));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("metricsAndSeeds")
  void invertedListsKeepTheFirstProbed(Metric metric, long seed) {
    var random = new Random(seed);
    Vectors data = muted(random, N, 30);
    Vectors queries = muted(random, 40, 20);
    try (var index = new IvfFlatIndex(new FlatIndex(D, metric), LISTS)) {
      index.train(data, IndexFixture.QUIET);
      index.add(data, ids(random, seed), IndexFixture.QUIET);
      for (int nprobe : new int[] {1, 3, LISTS}) {
        for (int k = 1; k <= N + 5; k += 1 + k / 2) {
          SearchOptions options = SearchOptions.defaults().nprobe(nprobe).threads(1 + k % 3);
          check(index, queries, k, nprobe, options, id -> true, seed);
          IdFilter even = id -> id % 2 == 0;
          check(index, queries, k, nprobe, options.filter(even), even, seed);
        }
      }
    }
  }

  /// Random, descending or ascending.
  private static long[] ids(Random random, long seed) {
    return switch ((int) (seed % 3)) {
      case 0 -> random.longs(N, 0, 1L << 50).toArray();
      case 1 -> LongStream.range(0, N).map(i -> 10_000 - 3 * i).toArray();
      default -> LongStream.range(0, N).toArray();
    };
  }

  private static void check(
      IvfFlatIndex index,
      Vectors queries,
      int k,
      int nprobe,
      SearchOptions options,
      IdFilter filter,
      long seed) {
    Neighbors batch = index.search(queries, k, options);
    Neighbors probes = index.quantizer().assign(queries, nprobe, Parallelism.of(1));
    for (int q = 0; q < batch.queries(); q++) {
      String what = "nprobe " + nprobe + ", k " + k + ", " + TestSeed.repeat(seed);
      Metric metric = index.metric();
      List<Entry> expected = simulate(index, probes, q, queries.row(q), k, filter);
      assertEntries(batch, q, expected, metric, "batch, " + what);
      Neighbors single = index.search(queries.slice(q, q + 1), k, options);
      assertEntries(single, 0, expected, metric, "single, " + what);
    }
  }

  private static List<Entry> simulate(
      IvfFlatIndex index, Neighbors probes, int q, float[] query, int k, IdFilter filter) {
    var heap = new FaissHeap(k, index.metric());
    float[] vector = new float[index.dimension()];
    for (int probe = 0; probe < probes.found(q); probe++) {
      int list = (int) probes.id(q, probe);
      for (long place = 0; place < index.listSize(list); place++) {
        long id = index.lists().ids(list).get(place);
        if (filter.accepts(id)) {
          index.lists().codes(list).copyRow(place, vector, 0);
          heap.offer(value(index.metric(), vector, query), id);
        }
      }
    }
    return heap.best();
  }

  private static float value(Metric metric, float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += metric.isSimilarity() ? x[i] * y[i] : (x[i] - y[i]) * (x[i] - y[i]);
    }
    return sum;
  }

  private static void assertEntries(
      Neighbors found, int q, List<Entry> expected, Metric metric, String what) {
    var actual = new ArrayList<Entry>();
    for (int rank = 0; rank < found.k(); rank++) {
      if (rank < found.found(q)) {
        actual.add(new Entry(found.distance(q, rank), found.id(q, rank)));
      } else {
        assertThat(found.id(q, rank)).isEqualTo(-1);
        assertThat(found.distance(q, rank)).isEqualTo(metric.missing());
      }
    }
    assertThat(actual).as("query %d, %s", q, what).isEqualTo(expected);
  }
}
