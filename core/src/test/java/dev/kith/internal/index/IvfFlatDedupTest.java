// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.index.DirectMapType;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists without duplicates: the contract of all indexes, and what equal vectors add to it.
class IvfFlatDedupTest extends IndexContractTest {

  private static final int LISTS = 8;

  /// Row r of these is row `r mod 40` of the data.
  private final Vectors repeated = data.select(IntStream.range(0, N).map(r -> r % 40).toArray());

  IvfFlatDedupTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new IvfFlatDedupIndex(new FlatIndex(D, metric), LISTS, metric);
  }

  @Override
  Ids ids() {
    return Ids.OF_EITHER;
  }

  @Override
  SearchOptions everything() {
    return SearchOptions.defaults().nprobe(LISTS);
  }

  private IvfFlatDedupIndex withDuplicates() {
    var index = (IvfFlatDedupIndex) trained();
    index.add(repeated.slice(0, 100), QUIET);
    index.add(repeated.slice(100, N), QUIET);
    return index;
  }

  private BruteForce expectedOf(IdFilter kept) {
    return nothing().add(repeated, LongStream.range(0, N).toArray()).retain(kept);
  }

  private static long stored(IvfFlatDedupIndex index) {
    return IntStream.range(0, LISTS).mapToLong(index::listSize).sum();
  }

  @Test
  void equalVectorsAreStoredOnceAndFoundAll() {
    var index = withDuplicates();

    assertThat(index.size()).isEqualTo(N);
    assertThat(stored(index)).isEqualTo(40);
    check(index, expectedOf(id -> true));
    for (float radius : new float[] {1, 60, 1000}) {
      expectedOf(id -> true)
          .check(queries, radius, index.rangeSearch(queries, radius, everything()));
    }
    for (int row = 0; row < N; row++) {
      assertThat(index.reconstruct(row)).isEqualTo(repeated.row(row));
    }
    assertThat(index.reconstruct(30, 90).segment().mismatch(repeated.slice(30, 120).segment()))
        .isEqualTo(-1);
  }

  @Test
  void zerosOfDifferentSignsAreDifferent() {
    var index = (IvfFlatDedupIndex) trained();
    float[] negative = new float[D];
    Arrays.fill(negative, -0f);
    index.add(Vectors.of(new float[][] {new float[D], negative, new float[D]}), QUIET);

    assertThat(stored(index)).isEqualTo(2);
    assertThat(index.duplicates().kept().toArray()).containsExactly(0);
    assertThat(index.duplicates().others().toArray()).containsExactly(2);
  }

  @Test
  void aFilterMayAcceptADuplicateAlone() {
    var index = withDuplicates();
    for (IdFilter filter : new IdFilter[] {id -> id >= 40, id -> id % 80 == 79, id -> false}) {
      var options = everything().filter(filter);
      for (int k : new int[] {1, 7, N}) {
        expectedOf(filter).check(queries, k, index.search(queries, k, options));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 9, 20})
  void aBatchGivesWhatEachQueryGivesAmongEqualVectors(int k) {
    var index = withDuplicates();
    Neighbors batch = index.search(repeated.slice(0, 60), k);
    for (int q = 0; q < 60; q++) {
      Neighbors single = index.search(repeated.slice(q, q + 1), k);
      assertThat(single.ids()).isEqualTo(Arrays.copyOfRange(batch.ids(), q * k, (q + 1) * k));
    }
  }

  @Test
  void aDuplicateTakesThePlaceOfAVectorThatGoes() {
    var index = withDuplicates();
    IdFilter[] steps = {id -> id < 20, id -> id % 3 == 0, id -> id >= 250, id -> id % 40 == 7};
    IdFilter left = id -> true;
    long size = N;
    for (IdFilter gone : steps) {
      IdFilter before = left;
      left = id -> before.accepts(id) && !gone.accepts(id);
      long expected = expectedOf(left).size();
      assertThat(index.remove(gone)).isEqualTo(size - expected);
      size = expected;
      check(index, expectedOf(left));
    }
    assertThat(stored(index)).isEqualTo(39);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> index.reconstruct(7));
    assertThat(index.reconstruct(61)).isEqualTo(data.row(21));
    assertThat(index.remove(id -> true)).isEqualTo(size);
    assertThat(stored(index)).isZero();
  }

  @Test
  void mergedIndexesBringTheirDuplicates() {
    var index = withDuplicates();
    index.merge(withDuplicates(), N);

    assertThat(index.size()).isEqualTo(2 * N);
    check(index, expectedOf(id -> true).add(repeated, LongStream.range(N, 2 * N).toArray()));
  }

  @Test
  void aResetForgetsDuplicates() {
    var index = withDuplicates();
    index.reset();
    add(index, 0, N);

    check(index, expected());
    assertThat(index.duplicates().size()).isZero();
  }

  /// Training on vectors of which some come twice is training on each once.
  @Test
  void centroidsDoNotDependOnRepetition() {
    var once = (IvfFlatDedupIndex) trained();
    var twice = (IvfFlatDedupIndex) untrained();
    int[] rows = IntStream.range(0, 2 * N).map(i -> i % 3 == 2 ? i / 2 : i / 3).toArray();
    int[] distinct = Arrays.stream(rows).distinct().toArray();
    twice.train(data.select(rows), QUIET);
    var reference = new IvfFlatIndex(new FlatIndex(D, metric), LISTS);
    reference.train(data.select(distinct), QUIET);

    assertThat(CoarseTraining.sameCentroids(twice, reference)).isTrue();
    assertThat(CoarseTraining.sameCentroids(twice, once)).isFalse();
  }

  @Test
  void thereIsNoDirectMap() {
    var index = withDuplicates();
    index.setDirectMap(DirectMapType.NONE);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> index.setDirectMap(DirectMapType.HASH))
        .withMessageContaining("several ids share a place");
  }
}
