// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.index.DirectMapType;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What indexes with inverted lists promise beyond [IndexContractTest].
abstract class IvfContractTest extends IndexContractTest {

  static final int LISTS = 8;

  IvfContractTest(Metric metric) {
    super(metric);
  }

  @Override
  Ids ids() {
    return Ids.OF_EITHER;
  }

  @Override
  SearchOptions everything() {
    return SearchOptions.defaults().nprobe(LISTS);
  }

  /// An untrained index.
  abstract BaseIvfIndex<?> create(int lists);

  @Override
  final Index create() {
    return create(LISTS);
  }

  private BaseIvfIndex<?> ivf() {
    return (BaseIvfIndex<?>) trained();
  }

  private BaseIvfIndex<?> numbered() {
    BaseIvfIndex<?> index = ivf();
    index.add(data, QUIET);
    return index;
  }

  @Test
  void everyVectorLiesInTheListOfItsNearestCentroid() {
    BaseIvfIndex<?> index = numbered();
    Neighbors nearest = index.quantizer().search(data, 1);
    long inLists = 0;
    for (int list = 0; list < LISTS; list++) {
      long before = -1;
      for (long id : index.lists().ids(list).toArray()) {
        assertThat(nearest.id((int) id, 0)).isEqualTo(list);
        assertThat(id).as("in the order of arrival").isGreaterThan(before);
        before = id;
      }
      inLists += index.listSize(list);
    }

    assertThat(inLists).isEqualTo(N);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, LISTS, LISTS + 1, Integer.MAX_VALUE})
  void looksIntoTheListsOfTheNearestCentroids(int nprobe) {
    BaseIvfIndex<?> index = numbered();
    SearchOptions options = SearchOptions.defaults().nprobe(nprobe);
    int count = Math.min(nprobe, LISTS);
    Neighbors probes = index.quantizer().search(queries, count);
    Neighbors found = index.search(queries, 5, options);
    for (int q = 0; q < queries.size(); q++) {
      var visited = nothing();
      for (int probe = 0; probe < count; probe++) {
        long[] ids = index.lists().ids((int) probes.id(q, probe)).toArray();
        for (long id : ids) {
          visited.add(data.slice(id, id + 1), new long[] {id});
        }
      }
      visited.check(queries.slice(q, q + 1), 5, index.search(queries.slice(q, q + 1), 5, options));
    }
    index.setNprobe(nprobe);
    assertThat(index.nprobe()).isEqualTo(nprobe);
    assertSame(index.search(queries, 5), found);
  }

  @Test
  void nprobeMustBePositive() {
    BaseIvfIndex<?> index = ivf();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.setNprobe(0))
        .withMessage("nprobe is 0, and must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchOptions.defaults().nprobe(0))
        .withMessageContaining("nprobe");
    assertThat(index.nprobe()).isEqualTo(1);
  }

  @Test
  void centroidsDoNotDependOnThreads() {
    BaseIvfIndex<?> one = (BaseIvfIndex<?>) untrained();
    one.train(data, QUIET.threads(1));
    BaseIvfIndex<?> five = (BaseIvfIndex<?>) untrained();
    five.train(data, QUIET.threads(5));
    BaseIvfIndex<?> other = (BaseIvfIndex<?>) untrained();
    other.train(data, QUIET.seed(99));

    assertThat(CoarseTraining.sameCentroids(one, five)).isTrue();
    assertThat(CoarseTraining.sameCentroids(one, other)).isFalse();
  }

  /// So that centroids can come from elsewhere (specification of the factory, section 2.4).
  @Test
  void aTrainedIndexKeepsItsCentroids() {
    BaseIvfIndex<?> index = ivf();
    var before = index.quantizer().reconstruct(0, LISTS);
    index.train(wholeNumbers(TestSeed.random(5), N, 9), QUIET);

    var after = index.quantizer().reconstruct(0, LISTS);
    assertThat(after.segment().mismatch(before.segment())).isEqualTo(-1);
  }

  /// The last entry of a list moves into a hole: 0..5 without 1 and 3 is 0, 5, 2, 4 (specification
  /// of the factory, section 2.4).
  @ParameterizedTest
  @EnumSource(
      value = DirectMapType.class,
      names = {"NONE", "HASH"})
  void removalMovesTheLastEntryIntoTheHole(DirectMapType map) {
    var index = (BaseIvfIndex<?>) opened(create(1));
    index.train(data, QUIET);
    index.setDirectMap(map);
    index.add(data.slice(0, 6), QUIET);

    assertThat(index.remove(IdFilter.sorted(1, 3))).isEqualTo(2);

    assertThat(index.lists().ids(0).toArray()).containsExactly(0, 5, 2, 4);
    for (int id : new int[] {0, 2, 4, 5}) {
      assertThat(index.reconstruct(id)).isEqualTo(data.row(id));
    }
    index.add(data.slice(6, 7), QUIET);
    assertThat(index.lists().ids(0).toArray()).as("ids go on from the size").endsWith(4);
  }

  @ParameterizedTest
  @EnumSource
  void aDirectMapFindsWhatTheListsHold(DirectMapType type) {
    BaseIvfIndex<?> index = numbered();
    index.setDirectMap(type);
    index.add(data.slice(0, 40), QUIET);

    assertThat(index.directMap()).isEqualTo(type);
    for (int id = 0; id < N + 40; id++) {
      assertThat(index.reconstruct(id)).isEqualTo(data.row(id % N));
    }
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> index.reconstruct(N + 40));
    index.reset();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> index.reconstruct(0));
    index.add(data, QUIET);
    assertThat(index.reconstruct(N - 1)).isEqualTo(data.row(N - 1));
  }

  @Test
  void aHashTableFollowsRemovalsAndReturns() {
    var index = (BaseIvfIndex<?>) filled();
    index.setDirectMap(DirectMapType.HASH);
    for (int round = 0; round < 20; round++) {
      int from = round * 13;
      index.remove(rows(from, from + 40));
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> index.reconstruct(id(from)));
      for (int row = 0; row < N; row++) {
        if (row < from || row >= from + 40) {
          assertThat(index.reconstruct(id(row))).isEqualTo(data.row(row));
        }
      }
      add(index, from, from + 40);
    }
    check(index, expected());
  }

  @Test
  void anArrayHoldsTheIdsFromZeroWithoutGaps() {
    BaseIvfIndex<?> index = numbered();
    index.setDirectMap(DirectMapType.ARRAY);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> index.remove(id -> id == 3))
        .withMessageContaining("hash table");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> index.add(data.slice(0, 1), new long[] {N}, QUIET))
        .withMessageContaining("hash table");
    check(index, nothing().add(data, LongStream.range(0, N).toArray()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 1 3", "0 1 1000000000000", "0 0 2", "1 1 1"})
  void anArrayIsRefusedForOtherIds(String ids) {
    BaseIvfIndex<?> index = ivf();
    index.add(data.slice(0, 3), LongStream.of(numbers(ids)).toArray(), QUIET);

    assertThatIllegalStateException()
        .isThrownBy(() -> index.setDirectMap(DirectMapType.ARRAY))
        .withMessageContaining("0 to 2")
        .withMessageContaining("hash table");
    assertThat(index.directMap()).isEqualTo(DirectMapType.NONE);
  }

  private static long[] numbers(String text) {
    return Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  @Test
  void droppingAMapGivesItsMemoryBack() {
    BaseIvfIndex<?> index = numbered();
    index.setDirectMap(DirectMapType.ARRAY);
    long before = index.memoryBytes();
    for (int i = 0; i < 200; i++) {
      index.setDirectMap(DirectMapType.NONE);
      index.setDirectMap(DirectMapType.ARRAY);
    }

    assertThat(index.memoryBytes()).isEqualTo(before);
  }

  @Test
  void mergesOnlyIndexesOfOneTraining() {
    BaseIvfIndex<?> index = numbered();
    Index other = untrained();
    other.train(data, QUIET.seed(99));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.merge(other, 0))
        .withMessageContaining("different centroids");

    index.setDirectMap(DirectMapType.HASH);
    Index fitting = filled();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> index.merge(fitting, 0))
        .withMessageContaining("direct map");
    assertThat(index.size()).isEqualTo(N);
  }

  @Test
  void aClosedIndexHasNoSettings() {
    BaseIvfIndex<?> index = ivf();
    index.close();

    assertThatIllegalStateException().isThrownBy(() -> index.setNprobe(2));
    assertThatIllegalStateException().isThrownBy(() -> index.setDirectMap(DirectMapType.HASH));
  }
}
