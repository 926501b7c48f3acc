// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowKeys;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows in chunks: of very long rows a chunk has few.
class RowListTest {

  private static final int N = 150;

  /// Two rows a chunk.
  private static final int LONG = 70_000;

  private final NativeHeap heap = new NativeHeap();

  @AfterEach
  void freeAll() {
    heap.close();
  }

  /// Row r holds r, r + 1/2, r, r + 1/2, …
  private static Codes rows(int d, int from, int to) {
    var vectors = Vectors.allocate(to - from, d);
    for (int row = from; row < to; row++) {
      float[] values = new float[d];
      for (int i = 0; i < d; i++) {
        values[i] = row + i % 2 * 0.5f;
      }
      vectors.set(row - from, values);
    }
    return Codes.wrap(vectors.segment(), vectors.size(), d * Float.BYTES);
  }

  private RowList filled(int d) {
    var list = new RowList(heap, d);
    int from = 0;
    for (int to : new int[] {1, 2, 3, 64, 65, 65, N}) {
      list.append(rows(d, from, to), CodeStore.RowOrder.SAME, to - from);
      from = to;
    }
    return list;
  }

  private static float[] row(RowList list, long row) {
    float[] values = new float[list.codeSize() / Float.BYTES];
    list.copyCode(row, MemorySegment.ofArray(values), 0);
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 2048, LONG})
  void rowsComeOutAsTheyWentIn(int d) {
    var list = filled(d);

    assertThat(list.size()).isEqualTo(N);
    for (int row = 0; row < N; row++) {
      assertThat(row(list, row)[0]).isEqualTo(row);
      assertThat(row(list, row)[d - 1]).isEqualTo(row + (d - 1) % 2 * 0.5f);
    }
    for (long missing : new long[] {-1, N}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> row(list, missing));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 2048, LONG})
  void kernelsFindEveryRow(int d) {
    var list = filled(d);
    long[] all = LongStream.range(0, N).toArray();
    float[] keys = new float[N];
    RowKeys products = Kernels.best().rowKeys(Metric.INNER_PRODUCT);
    float[] query = new float[d];
    query[0] = -1;
    products.compute(list.memory(), all, 0, N, query, 0, keys, new float[RowKeys.SCRATCH]);

    for (int row = 0; row < N; row++) {
      assertThat(keys[row]).isEqualTo(row);
    }
  }

  @Test
  void panelsAreTransposed() {
    var list = filled(3);
    try (var arena = Arena.ofConfined()) {
      var panel = arena.allocate(64L * 3 * Float.BYTES);
      list.decode(2, panel);
      int width = N - 128;
      for (int j = 0; j < width; j++) {
        assertThat(component(panel, j)).isEqualTo(128 + j);
        assertThat(component(panel, width + j)).isEqualTo(128.5f + j);
        assertThat(component(panel, 2 * width + j)).isEqualTo(128 + j);
      }
    }
  }

  private static float component(MemorySegment panel, int index) {
    return panel.getAtIndex(ValueLayout.JAVA_FLOAT, index);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, LONG})
  void shrinksAndGrows(int d) {
    var list = filled(d);
    list.move(N - 1, 5);
    list.truncate(9);
    list.append(filled(d));

    assertThat(list.size()).isEqualTo(9 + N);
    assertThat(row(list, 5)[0]).isEqualTo(N - 1);
    assertThat(row(list, 8)[0]).isEqualTo(8);
    assertThat(row(list, 9)[0]).isEqualTo(0);
    assertThat(row(list, 8 + N)[0]).isEqualTo(N - 1);
  }

  @Test
  void takesRowsInTheOrderThatIsAskedFor() {
    var list = new RowList(heap, 2);
    list.append(rows(2, 0, 10), i -> 9 - 2 * i, 5);

    assertThat(row(list, 0)).containsExactly(9, 9.5f);
    assertThat(row(list, 4)).containsExactly(1, 1.5f);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> list.append(rows(2, 0, 3), i -> i, 4));
    assertThat(list.size()).isEqualTo(5);
  }
}
