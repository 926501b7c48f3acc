// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.vector.Vectors;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TemporariesTest {

  @Test
  void memoryOfAStepEndsWithIt() {
    var made = new ArrayList<Vectors>();
    var before = Vectors.allocate(1, 4);
    Temporaries.run(() -> {
      made.add(Vectors.allocate(1, 4));
      Temporaries.run(() -> made.add(Vectors.allocate(1, 4)));
      assertThat(isAlive(made.get(0))).isTrue();
      assertThat(isAlive(made.get(1))).isFalse();
      Temporaries.pause(() -> made.add(Vectors.allocate(1, 4)));
    });
    made.add(Vectors.allocate(1, 4));
    assertThat(made).extracting(TemporariesTest::isAlive).containsExactly(false, false, true, true);
    assertThat(isAlive(before)).isTrue();
  }

  private static boolean isAlive(Vectors vectors) {
    return vectors.segment().scope().isAlive();
  }
}
