// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The keys of listed rows, of the kernels of this process and of the scalar ones, against sums
/// that are written down plainly: the same bits.
@Tag("kernel")
class RowKernelsTest {

  private static final int ROWS = 11;
  private static final int SHIFT = 2;

  /// Not in order, and one twice.
  private static final long[] LISTED = {10, 3, 0, 7, 7, 8, 1};

  private final float[] sums = new float[RowKeys.SCRATCH];

  /// Rows in chunks of four that end where the rows end: a kernel that reads further throws.
  private static final class Sample {
    final int d;
    final float[][] rows;
    final float[] queries;
    final RowMemory memory;

    Sample(Arena arena, int d, DoubleSupplier values) {
      this.d = d;
      this.rows = new float[ROWS][d];
      this.queries = new float[2 * d];
      var chunks = new MemorySegment[Math.ceilDiv(ROWS, 1 << SHIFT)];
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < d; i++) {
          rows[row][i] = (float) values.getAsDouble();
        }
        int chunk = row >> SHIFT;
        int inChunk = row % (1 << SHIFT);
        if (inChunk == 0) {
          int held = Math.min(1 << SHIFT, ROWS - row);
          chunks[chunk] = arena.allocate((long) held * d * Float.BYTES, Float.BYTES);
        }
        long at = (long) inChunk * d * Float.BYTES;
        MemorySegment.copy(rows[row], 0, chunks[chunk], ValueLayout.JAVA_FLOAT, at, d);
      }
      for (int i = 0; i < queries.length; i++) {
        queries[i] = (float) values.getAsDouble();
      }
      this.memory = new RowMemory(chunks, SHIFT, d);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 100, 207, 256, 702, 1024})
  void agreeWithPlainSums(int d) {
    Random random = TestSeed.random(d);
    check(d, random::nextGaussian);
  }

  @ParameterizedTest
  @EnumSource
  void agreeWithPlainSumsAtTheEdges(KernelsTest.Extreme extreme) {
    Random random = TestSeed.random(extreme.name().length());
    for (int d : new int[] {1, 15, 16, 17, 65}) {
      check(d, () -> extreme.draw(random));
    }
  }

  private void check(int d, DoubleSupplier values) {
    try (Arena arena = Arena.ofConfined()) {
      var sample = new Sample(arena, d, values);
      for (var kernels : new Kernels[] {Kernels.best(), Kernels.scalar()}) {
        check(sample, kernels.rowKeys(Metric.L2), true);
        check(sample, kernels.rowKeys(Metric.INNER_PRODUCT), false);
      }
    }
  }

  private void check(Sample sample, RowKeys operation, boolean squares) {
    float[] expected = new float[LISTED.length];
    Arrays.fill(expected, 42f);
    for (int i = 1; i < LISTED.length - 1; i++) {
      expected[i] = plain(sample.rows[(int) LISTED[i]], sample.queries, sample.d, squares);
    }
    assertThat(keys(sample, operation, 1, LISTED.length - 1)).isEqualTo(expected);
    for (int i = 1; i < LISTED.length - 1; i++) {
      assertThat(keys(sample, operation, i, i + 1)[i]).isEqualTo(Float.valueOf(expected[i]));
    }
  }

  /// Of the second query.
  private float[] keys(Sample sample, RowKeys operation, int from, int to) {
    float[] keys = new float[LISTED.length];
    Arrays.fill(keys, 42f);
    operation.compute(sample.memory, LISTED, from, to, sample.queries, sample.d, keys, sums);
    return keys;
  }

  private static float plain(float[] row, float[] queries, int at, boolean squares) {
    float[] parts = new float[16];
    for (int i = 0; i < row.length; i++) {
      float x = squares ? row[i] - queries[at + i] : row[i];
      float y = squares ? x : queries[at + i];
      parts[i % 16] = Math.fma(x, y, parts[i % 16]);
    }
    for (int half = 8; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        parts[i] += parts[i + half];
      }
    }
    return squares ? parts[0] : -parts[0];
  }

  @Test
  void equalVectorsHaveNoDistance() {
    Random random = TestSeed.random(3);
    try (Arena arena = Arena.ofConfined()) {
      var sample = new Sample(arena, 207, random::nextGaussian);
      float[] keys = new float[LISTED.length];
      for (int i = 0; i < LISTED.length; i++) {
        float[] query = sample.rows[(int) LISTED[i]];
        Kernels.best().squaredL2OfRows(sample.memory, LISTED, i, i + 1, query, 0, keys, sums);
      }
      assertThat(keys).containsOnly(0f);
    }
  }

  /// Guards the reference itself, for every metric.
  @ParameterizedTest
  @EnumSource
  void agreeWithTheKeysOfPanels(Metric.Kind kind) {
    Random random = TestSeed.random(5);
    Metric metric = kind == Metric.Kind.LP ? Metric.lp(3) : Metric.of(kind);
    try (Arena arena = Arena.ofConfined()) {
      var panel = new SamplePanel(arena, 9, 37, random, () -> 0.1 + random.nextDouble());
      float[] expected = panel.compute(Kernels.best().keys(metric), 1);
      float[] actual = new float[panel.width];
      for (int j = 0; j < panel.width; j++) {
        var memory = memory(arena, panel.rows[j]);
        float[] key = new float[1];
        RowKeys operation = Kernels.best().rowKeys(metric);
        operation.compute(memory, new long[1], 0, 1, panel.wanted[0], 0, key, sums);
        actual[j] = key[0];
      }
      assertThat(actual).containsExactly(first(expected, 9), Offset.offset(1e-4f));
    }
  }

  private static RowMemory memory(Arena arena, float[] row) {
    return RowMemory.of(arena.allocateFrom(ValueLayout.JAVA_FLOAT, row), row.length);
  }

  private static float[] first(float[] keys, int count) {
    assertThat(keys[0]).isNotCloseTo(keys[1], Offset.offset(1e-4f));
    return Arrays.copyOf(keys, count);
  }
}
