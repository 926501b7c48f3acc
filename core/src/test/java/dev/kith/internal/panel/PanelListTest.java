// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Vectors;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Against a list of arrays. A chunk is about a megabyte, so it holds one panel at d = 4096 and
/// 2048 panels at d = 2.
class PanelListTest {

  private final NativeHeap heap = new NativeHeap();

  @AfterEach
  void close() {
    heap.close();
  }

  /// A list with what should be in it.
  private record Pair(PanelList list, List<float[]> model) {
    Pair(NativeHeap heap, int d) {
      this(new PanelList(heap, d), new ArrayList<>());
    }
  }

  static Stream<Arguments> dimensionsAndSeeds() {
    return Stream.of(1, 2, 3, 16, 65, 1500, 4096)
        .flatMap(d -> TestSeed.several(d > 1000 ? 2 : 6).mapToObj(seed -> Arguments.of(d, seed)));
  }

  @ParameterizedTest
  @MethodSource("dimensionsAndSeeds")
  void behavesAsAListOfArrays(int d, long seed) {
    var random = new Random(seed);
    var pairs = List.of(new Pair(heap, d), new Pair(heap, d), new Pair(heap, d));
    int steps = d > 1000 ? 40 : 150;
    for (int step = 0; step < steps; step++) {
      int which = random.nextInt(3);
      Pair pair = pairs.get(which);
      change(random, pair, pairs.get((which + 1) % 3), d);
      check(pair, random, TestSeed.repeat(seed) + ", step " + step);
    }
    for (Pair pair : pairs) {
      checkAll(pair, TestSeed.repeat(seed));
    }
  }

  private static void change(Random random, Pair pair, Pair other, int d) {
    int size = pair.model.size();
    switch (random.nextInt(10)) {
      case 0 -> truncate(pair, random.nextInt(size + 2));
      case 1 -> truncate(pair, size / 64 * 64);
      case 2 -> pair.list.reserve(random.nextInt(size + 200));
      case 3 -> {
        if (size + other.model.size() < 2000) {
          pair.list.append(other.list);
          pair.model.addAll(other.model);
        }
      }
      case 4, 5 -> {
        if (size > 0) {
          int from = random.nextInt(size);
          int to = random.nextInt(size);
          pair.list.move(from, to);
          pair.model.set(to, pair.model.get(from));
        }
      }
      default -> append(random, pair, d);
    }
  }

  private static void truncate(Pair pair, int kept) {
    pair.list.truncate(kept);
    if (kept < pair.model.size()) {
      pair.model.subList(kept, pair.model.size()).clear();
    }
  }

  /// Rows of a source in reverse order, in sizes around the width of a panel.
  private static void append(Random random, Pair pair, int d) {
    int[] sizes = {0, 1, 2, 5, 31, 63, 64, 65, 130};
    int count = sizes[random.nextInt(sizes.length)];
    Vectors source = Vectors.allocate(count, d);
    for (int row = 0; row < count; row++) {
      float[] values = new float[d];
      for (int i = 0; i < d; i++) {
        values[i] = random.nextFloat();
      }
      source.set(row, values);
    }
    pair.list.append(source, i -> count - 1 - i, count);
    for (int row = count - 1; row >= 0; row--) {
      pair.model.add(source.row(row));
    }
  }

  private static void check(Pair pair, Random random, String repeat) {
    int size = pair.model.size();
    assertThat(pair.list.size()).as(repeat).isEqualTo(size);
    assertThat(pair.list.panels()).isEqualTo((size + 63) / 64);
    assertThat(pair.list.bytes()).isEqualTo(4L * size * pair.list.dimension());
    for (int i = 0; i < 5 && size > 0; i++) {
      int row = i < 3 ? random.nextInt(size) : i == 3 ? 0 : size - 1;
      assertRow(pair, row, repeat);
    }
  }

  private static void checkAll(Pair pair, String repeat) {
    for (int row = 0; row < pair.model.size(); row++) {
      assertRow(pair, row, repeat);
    }
    checkLayout(pair, repeat);
  }

  private static void assertRow(Pair pair, int row, String repeat) {
    float[] actual = new float[pair.list.dimension() + 1];
    pair.list.copyRow(row, actual, 1);
    assertThat(actual[0]).isZero();
    for (int i = 1; i < actual.length; i++) {
      if (actual[i] != pair.model.get(row)[i - 1]) {
        assertThat(actual[i]).as("%s, row %d", repeat, row).isEqualTo(pair.model.get(row)[i - 1]);
      }
    }
  }

  /// What the kernels rely on: component (i, j) at `i * width + j`, and slack behind the last
  /// panel.
  private static void checkLayout(Pair pair, String repeat) {
    PanelList list = pair.list;
    for (long panel = 0; panel < list.panels(); panel++) {
      var memory = list.segment(panel);
      int width = list.width(panel);
      long end = list.offset(panel) + 4L * width * list.dimension() + Kernels.SLACK;
      assertThat(end).as(repeat).isLessThanOrEqualTo(memory.byteSize());
      int i = list.dimension() - 1;
      int j = width - 1;
      long at = list.offset(panel) + 4L * ((long) i * width + j);
      assertThat(memory.get(ValueLayout.JAVA_FLOAT, at))
          .isEqualTo(pair.model.get((int) panel * 64 + j)[i]);
    }
  }

  @Test
  void oneAtATimeIsTheSameAsAllAtOnce() {
    var random = TestSeed.random(1);
    Vectors all = Vectors.allocate(300, 9);
    for (int row = 0; row < 300; row++) {
      float x = random.nextFloat();
      all.set(row, new float[] {x, 1, 2, 3, 4 * x, 5, 6, 7, x});
    }
    var one = new Pair(heap, 9);
    for (int row = 0; row < 300; row++) {
      int next = row;
      one.list.append(all, i -> next, 1);
      one.model.add(all.row(row));
      checkAll(one, "row " + row);
    }
  }

  @Test
  void memoryOfWhatWasTruncatedIsUsedAgain() {
    var list = new PanelList(heap, 4096);
    Vectors rows = Vectors.allocate(640, 4096);
    list.append(rows, i -> i, 640);
    long before = heap.bytes();
    for (int round = 0; round < 5; round++) {
      list.truncate(0);
      list.append(rows, i -> i, 640);
    }

    assertThat(heap.bytes()).isEqualTo(before);
  }

  @Test
  void refusesARowBehindTheEnd() {
    var list = new PanelList(heap, 2);
    list.append(Vectors.allocate(3, 2), i -> i, 3);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> list.copyRow(3, new float[2], 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.move(0, 3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.move(3, 0));
  }

  /// A source that fails in the middle (its memory closed, its file cut off) must not tear rows
  /// that are stored already.
  @Test
  void aSourceThatFailsLeavesTheStoredRowsWhole() {
    var pair = new Pair(heap, 5);
    append(new Random(1), pair, 5);
    Vectors some = Vectors.allocate(70, 5);
    pair.list.append(some, i -> i, 70);
    for (int i = 0; i < 70; i++) {
      pair.model.add(some.row(i));
    }

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> pair.list.append(some, i -> i < 9 ? i : 1000, 40));

    assertThat(pair.list.size()).isEqualTo(pair.model.size());
    checkAll(pair, "after the failure");
  }
}
