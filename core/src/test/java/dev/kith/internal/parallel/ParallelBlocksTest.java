// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.Parallelism;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelBlocksTest {

  @ParameterizedTest
  @CsvSource({"0,3,4", "1,3,4", "9,3,4", "10,3,4", "10,100,4", "1000,1,8", "10,3,1"})
  void everyItemIsVisitedOnce(int items, int block, int threads) {
    var visits = new AtomicIntegerArray(items);
    ParallelBlocks.run(
        Parallelism.of(threads),
        items,
        block,
        (from, to) -> {
          assertThat(to - from).isBetween(1L, (long) block);
          for (long i = from; i < to; i++) {
            visits.incrementAndGet((int) i);
          }
        });
    for (int i = 0; i < items; i++) {
      assertThat(visits.get(i)).as("item %d", i).isEqualTo(1);
    }
  }

  @Test
  void blocksStartAtMultiplesOfTheirSize() {
    Set<Long> starts = new ConcurrentSkipListSet<>();
    ParallelBlocks.run(Parallelism.of(3), 10, 4, (from, to) -> starts.add(from));
    assertThat(starts).isEqualTo(Set.of(0L, 4L, 8L));
  }

  @Test
  void threadsWorkAtTheSameTime() {
    var together = new CountDownLatch(2);
    ParallelBlocks.run(
        Parallelism.of(Thread::startVirtualThread, 2), 2, 1, (from, to) -> meet(together));
    assertThat(together.getCount()).isZero();
  }

  private static void meet(CountDownLatch together) {
    together.countDown();
    try {
      together.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anExecutorThatNeverRunsAnythingOnlySlowsDown() {
    Set<Thread> workers = Collections.newSetFromMap(new ConcurrentHashMap<>());
    ParallelBlocks.run(
        Parallelism.of(task -> {}, 4), 8, 1, (from, to) -> workers.add(Thread.currentThread()));
    assertThat(workers).isEqualTo(Set.of(Thread.currentThread()));
  }

  @Test
  void anExecutorThatRefusesOnlySlowsDown() {
    Set<Long> starts = new ConcurrentSkipListSet<>();
    var refusing =
        Parallelism.of(
            task -> {
              throw new RejectedExecutionException();
            },
            4);
    ParallelBlocks.run(refusing, 3, 1, (from, to) -> starts.add(from));
    assertThat(starts).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"1", "4"})
  void whatATaskThrowsIsThrown(int threads) {
    for (Throwable thrown : List.of(new IllegalStateException("why"), new AssertionError("why"))) {
      assertThatThrownBy(() ->
              ParallelBlocks.run(
                  Parallelism.of(threads),
                  100,
                  1,
                  (from, to) -> {
                    switch (thrown) {
                      case RuntimeException e -> throw e;
                      case Error e -> throw e;
                      default -> {}
                    }
                  }))
          .isSameAs(thrown);
    }
  }

  @Test
  void anInterruptedCallerFinishesAndStaysInterrupted() {
    Set<Long> starts = new ConcurrentSkipListSet<>();
    Thread.currentThread().interrupt();
    try {
      ParallelBlocks.run(Parallelism.of(2), 50, 1, (from, to) -> starts.add(from));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(starts).hasSize(50);
  }
}
