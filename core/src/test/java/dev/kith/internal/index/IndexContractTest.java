// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.vector.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/// The contract of [Index]. Every index type has a subclass of a few lines, and so passes every
/// test that any other type ever needed.
abstract class IndexContractTest extends StorageContract {

  IndexContractTest(Metric metric) {
    super(metric);
  }

  @Test
  void resultsDoNotDependOnThreads() {
    Index index = filled();
    Executor rejecting =
        task -> {
          throw new RejectedExecutionException();
        };
    try (var pool = Executors.newFixedThreadPool(3)) {
      SearchOptions one = everything().threads(1);
      for (SearchOptions options :
          List.of(
              one.threads(2),
              one.threads(5),
              one.executor(pool, 3),
              one.executor(Runnable::run, 4),
              one.executor(rejecting, 4))) {
        assertSame(index.search(queries, 9, options), index.search(queries, 9, one));
        assertSame(index.rangeSearch(queries, 60, options), index.rangeSearch(queries, 60, one));
      }
    }
  }

  @Test
  void aSaturatedExecutorCannotBlockASearch() {
    Index index = filled();
    var release = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(1)) {
      pool.execute(() -> awaitQuietly(release));
      Neighbors found = index.search(queries, 9, SearchOptions.defaults().executor(pool, 4));

      assertSame(found, index.search(queries, 9));
      release.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void assertSame(Neighbors actual, Neighbors expected) {
    assertThat(actual.ids()).isEqualTo(expected.ids());
    assertThat(actual.distances()).isEqualTo(expected.distances());
  }

  private static void assertSame(RangeNeighbors actual, RangeNeighbors expected) {
    assertThat(pairs(actual)).isEqualTo(pairs(expected));
  }

  /// In the order that they came in: even that must not depend on threads.
  private static List<List<BruteForce.Hit>> pairs(RangeNeighbors found) {
    var all = new ArrayList<List<BruteForce.Hit>>();
    for (int q = 0; q < found.queries(); q++) {
      var hits = new ArrayList<BruteForce.Hit>();
      for (int i = 0; i < found.found(q); i++) {
        hits.add(new BruteForce.Hit(found.distance(q, i), found.id(q, i)));
      }
      all.add(hits);
    }
    return all;
  }

  @Test
  void theSameSeedGivesTheSameIndexAtAnyNumberOfThreads() {
    Neighbors expected = filled().search(queries, 9);
    try (var pool = Executors.newFixedThreadPool(3)) {
      for (BuildOptions options :
          List.of(QUIET.threads(1), QUIET.threads(5), QUIET.executor(pool, 3))) {
        Index index = untrained();
        index.train(data, options);
        if (ids() == Ids.OF_THE_INDEX) {
          index.add(data, options);
        } else {
          index.add(data, ids(0, N), options);
        }
        assertSame(index.search(queries, 9), expected);
      }
    }
  }

  @Test
  void aFilledIndexIsNotTrainedAgain() {
    Index index = filled();

    assertThatIllegalStateException()
        .isThrownBy(() -> index.train(data, QUIET))
        .withMessageContaining("holds 300 vectors");
    check(index, expected());
  }

  @Test
  void trainingThatIsCancelledLeavesTheIndexAsItWas() {
    Index index = untrained();
    if (index.isTrained()) {
      return;
    }
    for (int steps = 0; steps < 4; steps++) {
      BuildOptions cancelling = BuildOptions.defaults().listener(new CancelAfter(steps));
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> index.train(data, cancelling));
      assertThat(index.isTrained()).isFalse();
      assertThat(index.size()).isZero();
    }
    index.train(data, QUIET);
    add(index, 0, N);
    check(index, expected());
    assertSame(index.search(queries, 9), filled().search(queries, 9));
  }

  private static final class CancelAfter implements BuildListener {
    private int steps;

    CancelAfter(int steps) {
      this.steps = steps;
    }

    @Override
    public boolean isCancelled() {
      return steps-- <= 0;
    }
  }

  @Test
  void trainingTellsHowItGoesOn() {
    Index index = untrained();
    if (index.isTrained()) {
      return;
    }
    var seen = new ArrayList<Long>();
    var listener =
        new BuildListener() {
          @Override
          public void progress(String stage, long done, long total) {
            assertThat(stage).isNotBlank();
            assertThat(done).isBetween(0L, total);
            seen.add(done);
          }
        };
    index.train(data, BuildOptions.defaults().listener(listener));

    assertThat(seen).hasSizeGreaterThan(5).startsWith(0L);
  }

  @Test
  void aClosedIndexRefusesEverything() {
    Index index = filled();
    Index open = trained();
    index.close();
    index.close();

    for (Runnable call :
        List.<Runnable>of(
            () -> index.search(queries, 1),
            () -> index.rangeSearch(queries, 1),
            () -> index.train(data, QUIET),
            () -> add(index, 0, 1),
            () -> index.reconstruct(0),
            () -> index.reconstruct(0, 1),
            () -> index.remove(id -> true),
            () -> index.merge(open, 0),
            () -> open.merge(index, 0),
            index::reset)) {
      assertThatIllegalStateException()
          .isThrownBy(call::run)
          .withMessageContaining("the index is closed");
    }
    check(open, nothing());
  }

  @Test
  void memoryIsThatOfTheVectorsAndLittleMore() {
    Index index = trained();
    long empty = index.memoryBytes();
    add(index, 0, N);

    long vectors = (long) N * D * Float.BYTES;
    assertThat(index.memoryBytes()).isGreaterThanOrEqualTo(vectors);
    assertThat(index.memoryBytes() - empty).isLessThan(3 * vectors + (1 << 18));
  }

  @Test
  void aReportCountsWhatIsThere() {
    Index index = filled();
    IndexReport report = index.report();

    assertThat(report.size()).isEqualTo(N);
    assertThat(report.dimension()).isEqualTo(D);
    assertThat(report.metric()).isEqualTo(metric);
    assertThat(report.trained()).isTrue();
    assertThat(report.bytes()).isEqualTo(index.memoryBytes());
    assertThat(report.parts().stream().mapToLong(IndexReport::bytes).sum())
        .isLessThanOrEqualTo(report.bytes());
  }
}
