// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kith.ConcurrentChangeException;
import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Searches and changes at the same time. Every test is over in seconds or fails.
class ConcurrentUseTest {

  private static final int D = 8;
  private static final int BATCH = 50;
  private static final int BATCHES = 60;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  static Stream<Supplier<Index>> indexes() {
    return Stream.of(
        () -> new FlatIndex(D, Metric.L2),
        () -> new IvfFlatIndex(new FlatIndex(D, Metric.L2), 4),
        () -> new IdMapIndex(new FlatIndex(D, Metric.L2), true));
  }

  /// Row i is (i, 0, 0, …): a search for row 0 finds the rows in their order.
  private static Vectors rows(int from, int to) {
    Vectors rows = Vectors.allocate(to - from, D);
    for (int i = from; i < to; i++) {
      float[] row = new float[D];
      row[0] = i;
      rows.set(i - from, row);
    }
    return rows;
  }

  private static void addBatch(Index index, int batch) {
    int from = batch * BATCH;
    Vectors added = rows(from, from + BATCH);
    if (index instanceof IdMapIndex) {
      index.add(added, LongStream.range(from, from + BATCH).toArray());
    } else {
      index.add(added);
    }
  }

  @ParameterizedTest
  @MethodSource("indexes")
  void aSearchSeesWholeAddsOrThrows(Supplier<Index> type) {
    try (Index index = type.get()) {
      index.train(rows(0, 400), IndexFixture.QUIET);
      assertTimeoutPreemptively(LIMIT, () -> searchWhileAdding(index));
      assertThat(index.size()).isEqualTo((long) BATCHES * BATCH);
      assertWhole(search(index));
    }
  }

  private static void searchWhileAdding(Index index) throws Exception {
    var done = new AtomicBoolean();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> searchers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        searchers.add(pool.submit(() -> searchUntil(done, index)));
      }
      try {
        for (int batch = 0; batch < BATCHES; batch++) {
          addBatch(index, batch);
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> searcher : searchers) {
        assertThat(searcher.get()).isPositive();
      }
    }
  }

  /// How many searches had an answer.
  private static int searchUntil(AtomicBoolean done, Index index) {
    int answers = 0;
    while (!done.get() || answers == 0) {
      try {
        assertWhole(search(index));
        answers++;
      } catch (ConcurrentChangeException e) {
        Thread.onSpinWait(); // an add was under way, as the contract says
      }
    }
    return answers;
  }

  private static Neighbors search(Index index) {
    SearchOptions options = SearchOptions.defaults().threads(2);
    return index.search(
        rows(0, 3), BATCHES * BATCH, index.parameters().isEmpty() ? options : options.nprobe(4));
  }

  /// All rows of the batches that are in, none of any other, and every one at its right distance.
  private static void assertWhole(Neighbors found) {
    int first = found.found(0);
    assertThat(first % BATCH).as("a part of a batch").isZero();
    for (int q = 0; q < found.queries(); q++) {
      assertThat(found.found(q)).isEqualTo(first);
      var seen = new boolean[first];
      for (int rank = 0; rank < first; rank++) {
        long id = found.id(q, rank);
        float away = id - q;
        assertThat(found.distance(q, rank)).isEqualTo(away * away);
        seen[(int) id] = true;
      }
      for (boolean one : seen) {
        assertThat(one).isTrue();
      }
    }
  }

  /// Holds a search inside an index, in its filter, until it is let go.
  private static final class HeldSearch implements AutoCloseable {
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Future<Neighbors> answer;

    HeldSearch(Index index) throws InterruptedException {
      SearchOptions options = SearchOptions.defaults().threads(1).filter(id -> isHeld());
      answer = pool.submit(() -> index.search(rows(0, 1), 1, options));
      inside.await();
    }

    private boolean isHeld() {
      inside.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return true;
    }

    Neighbors letGo() throws InterruptedException, ExecutionException {
      release.countDown();
      return answer.get();
    }

    @Override
    public void close() {
      release.countDown();
      pool.close();
    }
  }

  @Test
  void aChangeWaitsForTheSearchesThatAreUnderWay() {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          try (Index index = new FlatIndex(D, Metric.L2);
              ExecutorService writer = Executors.newSingleThreadExecutor()) {
            addBatch(index, 0);
            try (var held = new HeldSearch(index)) {
              Future<?> change = writer.submit(index::reset);
              awaitRefusal(index);

              assertThat(change.isDone()).isFalse();
              assertThat(index.size()).isEqualTo(BATCH);
              assertThat(held.letGo().id(0, 0)).isZero();
              change.get();
              assertThat(index.size()).isZero();
            }
          }
        });
  }

  /// Until the waiting change turns searches away.
  private static void awaitRefusal(Index index) {
    while (true) {
      try {
        index.search(rows(0, 1), 1);
      } catch (ConcurrentChangeException e) {
        assertThat(e).hasMessageContaining("being changed by another thread");
        return;
      }
    }
  }

  @Test
  void aSecondChangeIsRefused() {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          try (Index index = new FlatIndex(D, Metric.L2);
              ExecutorService writer = Executors.newSingleThreadExecutor()) {
            addBatch(index, 0);
            try (var held = new HeldSearch(index)) {
              Future<?> change = writer.submit(() -> addBatch(index, 1));
              awaitRefusal(index);

              assertThatExceptionOfType(ConcurrentChangeException.class)
                  .isThrownBy(() -> addBatch(index, 1));
              assertThatExceptionOfType(ConcurrentChangeException.class).isThrownBy(index::close);
              held.letGo();
              change.get();
            }
            assertThat(index.size()).isEqualTo(2 * BATCH);
          }
        });
  }

  @Test
  void closingWaitsToo() {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          Index index = new FlatIndex(D, Metric.L2);
          addBatch(index, 0);
          try (ExecutorService writer = Executors.newSingleThreadExecutor();
              var held = new HeldSearch(index)) {
            Future<?> change = writer.submit(index::close);
            awaitRefusal(index);

            assertThat(held.letGo().id(0, 0)).isZero();
            change.get();
          }
          assertThatIllegalStateException()
              .isThrownBy(() -> search(index))
              .withMessage("the index is closed");
        });
  }

  @Test
  void twoIndexesMayBeMergedIntoEachOtherAtOnce() {
    try (Index one = new FlatIndex(D, Metric.L2);
        Index other = new FlatIndex(D, Metric.L2)) {
      addBatch(one, 0);
      addBatch(other, 0);
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
              for (int round = 0; round < 200; round++) {
                Future<?> there = pool.submit(() -> mergeOrRefuse(one, other));
                Future<?> back = pool.submit(() -> mergeOrRefuse(other, one));
                there.get();
                back.get();
                one.remove(id -> id >= BATCH);
                other.remove(id -> id >= BATCH);
              }
            }
          });
      assertThat(one.size()).isEqualTo(BATCH);
    }
  }

  private static void mergeOrRefuse(Index into, Index from) {
    try {
      into.merge(from, 0);
    } catch (ConcurrentChangeException e) {
      assertThat(e).hasMessageContaining("being changed");
    }
  }

  /// An index stays usable after a search or a change failed inside the gate.
  @Test
  void aFailureLeavesTheGateOpen() {
    try (Index index = new FlatIndex(D, Metric.L2)) {
      addBatch(index, 0);
      SearchOptions failing =
          SearchOptions.defaults()
              .filter(id -> {
                throw new ArithmeticException("of the filter's own");
              });
      for (int i = 0; i < 3; i++) {
        assertThatExceptionOfType(ArithmeticException.class)
            .isThrownBy(() -> index.search(rows(0, 20), 1, failing));
        assertThatExceptionOfType(UnsupportedOperationException.class)
            .isThrownBy(() -> index.add(rows(0, 1), new long[1]));
      }
      addBatch(index, 1);
      assertWhole(search(index));
    }
  }
}
