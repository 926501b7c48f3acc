// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.Parallelism;
import java.util.ArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void doesEveryPartOfEveryRunOnce(int threads) {
    var done = new AtomicIntegerArray(5);
    var crew = new Crew(Parallelism.of(threads), done::incrementAndGet);
    for (int run = 1; run <= 5000; run++) {
      int parts = run % 6;
      crew.run(parts);
      for (int part = 0; part < parts; part++) {
        assertThat(done.getAndSet(part, 0)).isOne();
      }
      for (int part = parts; part < 5; part++) {
        assertThat(done.get(part)).isZero();
      }
    }
  }

  /// Helpers that never come are not called again and again.
  @Test
  void callsNoMoreHelpersThanItMayHave() {
    var waiting = new ArrayList<Runnable>();
    var done = new AtomicInteger();
    var crew = new Crew(Parallelism.of(waiting::add, 3), _ -> done.incrementAndGet());
    for (int run = 0; run < 10; run++) {
      crew.run(4);
    }
    assertThat(done).hasValue(40);
    assertThat(waiting).hasSize(2);

    waiting.forEach(Runnable::run);
    assertThat(done).as("late helpers find nothing left").hasValue(40);
    crew.run(4);
    assertThat(waiting).hasSize(4);
  }

  @Test
  void doesItAllItselfWhereNobodyHelps() {
    var done = new AtomicInteger();
    var crew =
        new Crew(
            Parallelism.of(
                _ -> {
                  throw new RejectedExecutionException("full");
                },
                4),
            _ -> done.incrementAndGet());
    crew.run(7);
    crew.run(7);
    assertThat(done).hasValue(14);
  }

  @Test
  void throwsWhatAPartThrows() {
    var crew =
        new Crew(
            Parallelism.of(2),
            part -> {
              if (part == 1) {
                throw new IllegalArgumentException("part 1");
              }
            });
    assertThatIllegalArgumentException().isThrownBy(() -> crew.run(3)).withMessage("part 1");
    crew.run(1);
  }
}
