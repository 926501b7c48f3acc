// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.testing.TestSeed;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NativeLongsTest {

  private final NativeHeap heap = new NativeHeap();

  @AfterEach
  void close() {
    heap.close();
  }

  static LongStream seeds() {
    return TestSeed.several(10);
  }

  /// Several lists share a heap, so that blocks that one gives back come to another.
  @ParameterizedTest
  @MethodSource("seeds")
  void behaveAsArrayLists(long seed) {
    var random = new Random(seed);
    var lists = new ArrayList<NativeLongs>();
    var models = new ArrayList<List<Long>>();
    for (int i = 0; i < 7; i++) {
      lists.add(new NativeLongs(heap));
      models.add(new ArrayList<>());
    }
    for (int step = 0; step < 4000; step++) {
      int which = random.nextInt(lists.size());
      change(random, lists.get(which), models.get(which));
    }
    for (int i = 0; i < lists.size(); i++) {
      assertThat(lists.get(i).toArray())
          .as(TestSeed.repeat(seed))
          .isEqualTo(models.get(i).stream().mapToLong(Long::longValue).toArray());
    }
  }

  private static void change(Random random, NativeLongs list, List<Long> model) {
    switch (random.nextInt(100)) {
      case 0 -> {
        list.release();
        model.clear();
      }
      case 1 -> {
        int kept = random.nextInt(model.size() + 2);
        list.truncate(kept);
        model.subList(Math.min(kept, model.size()), model.size()).clear();
      }
      case 2 -> list.reserve(random.nextInt(2 * model.size() + 1));
      case 3, 4, 5, 6 -> {
        if (!model.isEmpty()) {
          int at = random.nextInt(model.size());
          long value = random.nextLong();
          list.set(at, value);
          model.set(at, value);
        }
      }
      default -> {
        long value = random.nextLong();
        list.add(value);
        model.add(value);
      }
    }
    assertThat(list.size()).isEqualTo(model.size());
  }

  @Test
  void showTheirMemoryWithoutTheRoomBehind() {
    var list = new NativeLongs(heap);
    assertThat(list.segment().byteSize()).isZero();
    list.reserve(100);
    list.add(5);
    list.add(6);

    assertThat(list.segment().toArray(ValueLayout.JAVA_LONG)).containsExactly(5, 6);
  }

  @Test
  void refuseAnIndexBehindTheEnd() {
    var list = new NativeLongs(heap);
    list.add(1);

    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(-1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.set(1, 0));
  }
}
