// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Searches by bits against the plainest of searches: Hamming distances of codes, ties by id.
class LshIndexTest {

  private static final int D = 20;
  private static final int N = 500;
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private final Vectors data = gaussian(1, N);
  private final Vectors queries = gaussian(2, 17);

  private static Vectors gaussian(int seed, int n) {
    var random = TestSeed.random(seed);
    float[] values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() + i % D / 10f;
    }
    return Vectors.of(values, D);
  }

  private LshIndex filled(int bits, boolean rotates, boolean learns) {
    var index = new LshIndex(D, bits, rotates, learns);
    index.train(data, QUIET);
    index.add(data, QUIET);
    return index;
  }

  @ParameterizedTest
  @CsvSource({
    "20, false, false",
    "13, false, true",
    "1, true, false",
    "64, true, true",
    "300, true, false"
  })
  void findsTheCodesThatDifferInFewestBits(int bits, boolean rotates, boolean learns) {
    try (var index = filled(bits, rotates, learns)) {
      for (int k : new int[] {1, 10, N + 3}) {
        check(index, k, index.search(queries, k), id -> true);
      }
      assertThat(index.codeSize()).isEqualTo((bits + 7) / 8);
    }
  }

  private void check(LshIndex index, int k, Neighbors found, IdFilter filter) {
    for (int q = 0; q < queries.size(); q++) {
      int[] distances = distances(index, q);
      List<Integer> order = order(distances, filter);
      for (int rank = 0; rank < k; rank++) {
        if (rank < order.size()) {
          int id = order.get(rank);
          assertThat(found.id(q, rank)).isEqualTo(id);
          assertThat(found.distance(q, rank)).isEqualTo(distances[id]);
        } else {
          assertThat(found.id(q, rank)).isEqualTo(-1);
          assertThat(found.distance(q, rank)).isEqualTo(Metric.L2.missing());
        }
      }
    }
  }

  private static List<Integer> order(int[] distances, IdFilter filter) {
    var order = new ArrayList<>(IntStream.range(0, N).filter(filter::accepts).boxed().toList());
    order.sort(Comparator.comparingInt((Integer id) -> distances[id]));
    return order;
  }

  private int[] distances(LshIndex index, int query) {
    var codes = index.encode(data);
    byte[] wanted = index.encode(queries).row(query);
    int[] distances = new int[N];
    for (int id = 0; id < N; id++) {
      byte[] code = codes.row(id);
      for (int i = 0; i < code.length; i++) {
        distances[id] += Integer.bitCount((code[i] ^ wanted[i]) & 0xff);
      }
    }
    return distances;
  }

  @Test
  void aBatchAnyThreadsAndSingleQueriesAgree() {
    try (var index = filled(64, true, false)) {
      var batch = index.search(queries, 9, SearchOptions.defaults().threads(3));
      check(index, 9, batch, id -> true);
      for (int q = 0; q < queries.size(); q++) {
        var single = index.search(queries.slice(q, q + 1), 9);
        assertThat(single.id(0, 8)).isEqualTo(batch.id(q, 8));
      }
    }
  }

  @Test
  void filtersAndRangesWork() {
    try (var index = filled(20, false, false)) {
      IdFilter odd = id -> id % 2 == 1;
      check(index, 30, index.search(queries, 30, SearchOptions.defaults().filter(odd)), odd);
      var range = index.rangeSearch(queries, 6);
      for (int q = 0; q < queries.size(); q++) {
        long within = IntStream.of(distances(index, q)).filter(distance -> distance < 6).count();
        assertThat(range.found(q)).isEqualTo((int) within);
      }
    }
  }

  @Test
  void removesAndMergesLikeAnyFlatIndex() {
    try (var index = filled(40, true, true);
        var other = new LshIndex(D, 40, true, true);
        var strange = filled(40, true, false)) {
      other.train(data, QUIET);
      other.add(data.slice(0, 50), QUIET);
      index.remove(IdFilter.range(50, N));
      assertThat(index.size()).isEqualTo(50);

      index.merge(other, 0);

      assertThat(index.size()).isEqualTo(100);
      assertThat(index.reconstruct(53)).isEqualTo(index.reconstruct(3));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.merge(strange, 0))
          .withMessageContaining("merge");
    }
  }

  /// A bit is 1 above its threshold or 1 below it, turned back; components without a bit are 0.
  @Test
  void reconstructsCornersOfACube() {
    try (var index = filled(13, false, true)) {
      float[] thresholds = index.bits().thresholds();
      float[] vector = index.reconstruct(7);
      for (int i = 0; i < D; i++) {
        float expected = 0;
        if (i < 13) {
          expected = thresholds[i] + (data.get(7, i) >= thresholds[i] ? 1 : -1);
        }
        assertThat(vector[i]).isEqualTo(expected);
      }
    }
  }

  @Test
  void mediansHalveTheTrainingSet() {
    for (int n : new int[] {N, N - 1}) {
      var sample = data.slice(0, n);
      try (var index = new LshIndex(D, D, false, true)) {
        assertThat(index.isTrained()).isFalse();
        index.train(sample, QUIET);
        for (int i = 0; i < D; i++) {
          float threshold = index.bits().thresholds()[i];
          long above = 0;
          for (int row = 0; row < n; row++) {
            above += sample.get(row, i) >= threshold ? 1 : 0;
          }
          assertThat((double) above).isCloseTo(n / 2.0, within(0.5));
        }
      }
    }
  }

  @Test
  void numbersItsVectorsItself() {
    try (var index = filled(20, false, false)) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> index.add(data, new long[N], QUIET))
          .withMessageContaining("IDMap");
    }
  }

  @Test
  void saysWhatItIs() {
    try (var index = filled(64, true, true)) {
      var report = index.report();
      assertThat(report.type()).isEqualTo("LSH64rt");
      assertThat(report.facts())
          .containsEntry("bits", 64)
          .containsEntry("rotation", true)
          .containsEntry("thresholds", "medians");
    }
  }
}
