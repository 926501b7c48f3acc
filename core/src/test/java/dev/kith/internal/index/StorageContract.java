// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every index promises of what it holds: add, reconstruct, remove, merge, reset.
abstract class StorageContract extends SearchContract {

  StorageContract(Metric metric) {
    super(metric);
  }

  final void check(Index index, BruteForce expected) {
    assertThat(index.size()).isEqualTo(expected.size());
    expected.check(queries, 20, index.search(queries, 20, everything()));
    expected.check(queries, N + 1, index.search(queries, N + 1, everything()));
  }

  @Test
  void addingInPartsIsAddingAtOnce() {
    Index index = trained();
    int[] ends = {1, 2, 65, 65, 130, 131, N};
    int from = 0;
    for (int end : ends) {
      add(index, from, end);
      assertThat(index.size()).isEqualTo(end);
      from = end;
    }

    check(index, expected());
  }

  @Test
  void whoNumbersTheVectorsIsClear() {
    Index index = trained();
    Vectors one = data.slice(0, 1);
    if (ids() == Ids.OF_THE_CALLER) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> index.add(one, QUIET))
          .withMessageContaining("needs ids");
    } else {
      index.add(one, QUIET);
      index.add(data.slice(1, 3), QUIET);
      check(index, nothing().add(data, new long[] {0, 1, 2}));
    }
    if (ids() == Ids.OF_THE_INDEX) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> index.add(one, new long[] {7}, QUIET))
          .withMessageContaining("IDMap");
      assertThat(index.size()).isEqualTo(3);
    }
  }

  @Test
  void idsMustFitTheVectors() {
    Index index = trained();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.add(data, new long[3], QUIET))
        .withMessage("3 ids for 300 vectors; one id a vector is needed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.add(data.slice(0, 3), new long[] {0, 1, -5}, QUIET))
        .withMessageContaining("id -5 at 2 is negative");
    assertThat(index.size()).isZero();
  }

  @Test
  void anIdMayStandForSeveralVectors() {
    if (ids() == Ids.OF_THE_INDEX) {
      return;
    }
    Index index = trained();
    long[] twice = LongStream.range(0, N).map(row -> row % 50).toArray();
    index.add(data, twice, QUIET);

    check(index, nothing().add(data, twice));
    if (canRemove()) {
      assertThat(index.remove(IdFilter.range(0, 10))).isEqualTo(N / 5);
      check(index, nothing().add(data, twice).retain(IdFilter.range(10, 50)));
    }
  }

  @Test
  void reconstructsWhatWasAdded() {
    Index index = filled();
    if (!canReconstruct()) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> index.reconstruct(id(0)));
      return;
    }
    for (int row = 0; row < N; row++) {
      assertThat(index.reconstruct(id(row))).isEqualTo(data.row(row));
    }
    for (long missing : new long[] {id(0) + 1_000, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> index.reconstruct(missing))
          .withMessageContaining("no vector")
          .withMessageContaining(Long.toString(missing));
    }
  }

  @Test
  void reconstructsManyAtOnce() {
    if (!canReconstruct()) {
      return;
    }
    Index index = trained();
    if (ids() == Ids.OF_THE_INDEX) {
      index.add(data, QUIET);
    } else {
      index.add(data, LongStream.range(0, N).toArray(), QUIET);
    }
    Vectors middle = index.reconstruct(60, 70);

    assertThat(middle.size()).isEqualTo(70);
    assertThat(middle.segment().mismatch(data.slice(60, 130).segment())).isEqualTo(-1);
    assertThat(index.reconstruct(5, 0).size()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> index.reconstruct(0, -1));
    for (long[] range : new long[][] {{0, N + 1}, {N - 1, 2}, {-1, 3}, {0, 1L << 60}}) {
      assertThatExceptionOfType(NoSuchElementException.class)
          .as("first %d, count %d", range[0], range[1])
          .isThrownBy(() -> index.reconstruct(range[0], range[1]));
    }
  }

  @Test
  void removesByIdAndFindsTheOthers() {
    Index index = filled();
    IdFilter gone = rows(10, 75);
    if (!canRemove()) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> index.remove(gone));
      check(index, expected());
      return;
    }
    assertThat(index.remove(gone)).isEqualTo(65);
    assertThat(index.remove(id -> false)).isZero();
    check(index, afterRemoval(10, 75));

    assertThat(index.remove(id -> true)).isEqualTo(N - 65);
    check(index, nothing());
  }

  /// Without the rows `from` to `to - 1`. Where ids are positions, those behind move down.
  private BruteForce afterRemoval(int from, int to) {
    if (ids() != Ids.OF_THE_INDEX) {
      return expected().retain(rows(from, to).negate());
    }
    return nothing()
        .add(data.slice(0, from), ids(0, from))
        .add(data.slice(to, N), ids(from, from + N - to));
  }

  @Test
  void takesUpAgainAfterARemoval() {
    if (!canRemove()) {
      return;
    }
    Index index = filled();
    index.remove(rows(100, N));
    add(index, 100, N);

    check(index, expected());
  }

  @Test
  void aFilterThatThrowsRemovesNothing() {
    if (!canRemove()) {
      return;
    }
    Index index = filled();
    var calls = new int[1];

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() ->
            index.remove(id -> {
              if (calls[0]++ == 200) {
                throw new ArithmeticException("of the filter's own");
              }
              return id % 2 == 0;
            }));

    check(index, expected());
  }

  @Test
  void mergesACopyOfAnotherIndex() {
    Index index = trained();
    add(index, 0, 120);
    Index other = trained();
    add(other, 120, N);

    index.merge(other, 0);

    check(other, nothing().add(data.slice(120, N), otherIds(other)));
    other.close();
    check(index, expected());
  }

  private long[] otherIds(Index other) {
    return ids() == Ids.OF_THE_INDEX ? LongStream.range(0, other.size()).toArray() : ids(120, N);
  }

  @Test
  void mergingCanShiftIds() {
    Index index = trained();
    Index other = filled();
    if (ids() == Ids.OF_THE_INDEX) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.merge(other, 5))
          .withMessageContaining("addToIds is 5");
      return;
    }
    index.merge(other, 1000);

    check(index, nothing().add(data, shifted(1000)));
    for (long impossible : new long[] {-id(N - 1) - 1, Long.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.merge(other, impossible))
          .withMessageContaining("negative");
      assertThat(index.size()).isEqualTo(N);
    }
  }

  private long[] shifted(long by) {
    return LongStream.of(ids(0, N)).map(id -> id + by).toArray();
  }

  @Test
  void mergesOnlyWhatFits() {
    Index index = filled();
    Index wider = opened(new FlatIndex(D + 1, metric));
    Index other = opened(new FlatIndex(D, Metric.lp(3)));
    for (Index wrong : new Index[] {wider, other, index}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.merge(wrong, 0))
          .withMessageContaining("merge");
    }

    check(index, expected());
  }

  @Test
  void aResetForgetsVectorsAndKeepsWhatWasLearned() {
    Index index = filled();
    index.reset();

    assertThat(index.isTrained()).isTrue();
    check(index, nothing());
    add(index, 0, N);
    check(index, expected());
  }
}
