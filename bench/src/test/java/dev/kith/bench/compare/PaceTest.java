// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With a clock that a contender moves: a call for all takes 2 s, one for a query 0.5 s.
class PaceTest {

  private final Vectors three = Vectors.of(new float[3], 1);
  private final Task task = new Task("none", three, three, 1, Metric.L2, 1);
  private final List<Integer> asked = new ArrayList<>();
  private long now;

  private final Contender contender =
      new Contender() {
        @Override
        public String library() {
          return "none";
        }

        @Override
        public String kernel() {
          return "none";
        }

        @Override
        public Built build() {
          return new Built(0, 0, 0);
        }

        @Override
        public void set(String name, double value) {}

        @Override
        public void searchAll(long[] ids) {
          now += 2_000_000_000L;
          ids[1] = 5;
        }

        @Override
        public void searchOne(int query, long[] ids) {
          now += 500_000_000L;
          asked.add(query);
        }

        @Override
        public List<String> others() {
          return List.of();
        }

        @Override
        public void close() {}
      };

  private final Pace pace = new Pace(contender, task, () -> now);

  @Test
  void countsTheQueriesOfACall() {
    assertThat(pace.batch(3)).isEqualTo(1.5);
    assertThat(now).isEqualTo(4_000_000_000L);
    assertThat(pace.batch(1)).as("one call at least").isEqualTo(1.5);
    assertThat(now).isEqualTo(6_000_000_000L);
  }

  @Test
  void goesOnWithTheQueryAfterTheLast() {
    assertThat(pace.single(1)).isEqualTo(2);
    assertThat(pace.single(1)).isEqualTo(2);
    assertThat(asked).containsExactly(0, 1, 2, 0);
  }

  @Test
  void namesNothingWhereNothingIsFound() {
    assertThat(pace.found()).containsExactly(-1, 5, -1);
  }
}
