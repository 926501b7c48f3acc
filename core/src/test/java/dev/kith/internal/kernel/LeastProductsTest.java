// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.QUARTER;
import static dev.kith.internal.kernel.Kernels.TILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.testing.TestSeed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("kernel")
class LeastProductsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 18", "3, 2", "5, 17", "2, 66"})
  void theLeastOfEveryFourKeysAndOfAllPanels(int panels, int d) {
    var random = TestSeed.random(31 * panels + d);
    try (var arena = Arena.ofConfined()) {
      long bytes = (long) panels * PANEL * d * Float.BYTES;
      var memory = arena.allocate(bytes + Kernels.SLACK, 64);
      for (long at = 0; at < bytes; at += Float.BYTES) {
        memory.set(ValueLayout.JAVA_FLOAT, at, value(random));
      }
      float[] queries = new float[TILE * d];
      int[] at = new int[TILE];
      for (int i = 0; i < queries.length; i++) {
        queries[i] = value(random);
        at[i / d] = i / d * d;
      }
      check(memory, panels, d, queries, at);
    }
  }

  /// Small whole numbers, so that many keys are equal; and rows as far as can be.
  private static float value(Random random) {
    return random.nextInt(200) == 0 ? Float.POSITIVE_INFINITY : 1 + random.nextInt(4);
  }

  private static void check(MemorySegment memory, int panels, int d, float[] queries, int[] at) {
    int tile = TILE * PANEL;
    float[] expected = new float[tile];
    float[] keys = new float[panels * tile];
    float[] least = new float[panels * TILE * QUARTER];
    float[] lowest = new float[TILE * QUARTER];
    float[] lowestExpected = new float[TILE * QUARTER];
    Arrays.fill(lowestExpected, Float.POSITIVE_INFINITY);
    Kernels.best().leastProducts(memory, 0, panels, d, queries, at, TILE, keys, least, lowest);
    for (int panel = 0; panel < panels; panel++) {
      long offset = (long) panel * PANEL * d * Float.BYTES;
      Kernels.scalar().negatedInnerProduct(memory, offset, PANEL, d, queries, at, TILE, expected);
      for (int i = 0; i < tile; i++) {
        assertThat(keys[panel * tile + i]).isEqualTo(expected[i]);
      }
      for (int i = 0; i < TILE * QUARTER; i++) {
        float found = Float.POSITIVE_INFINITY;
        for (int row = i % QUARTER; row < PANEL; row += QUARTER) {
          found = Math.min(found, expected[i / QUARTER * PANEL + row]);
        }
        assertThat(least[panel * TILE * QUARTER + i]).isEqualTo(found);
        lowestExpected[i] = Math.min(lowestExpected[i], found);
      }
    }
    assertThat(lowest).isEqualTo(lowestExpected);
    checkRows(keys, panels);
    checkOneQuery(memory, panels, d, queries, at, keys);
  }

  /// Of the second query.
  private static void checkRows(float[] keys, int panels) {
    int step = TILE * PANEL;
    int[] rows = new int[panels * PANEL];
    int[] expected = new int[panels * PANEL];
    float limit = keys[PANEL + 7];
    int count = Kernels.best().rowsAtMost(keys, PANEL, step, panels, limit, rows);
    int found = Kernels.scalar().rowsAtMost(keys, PANEL, step, panels, limit, expected);
    assertThat(count).isEqualTo(found).isPositive();
    assertThat(rows).isEqualTo(expected);
    for (int i = 0; i < count; i++) {
      assertThat(keys[PANEL + rows[i] / PANEL * step + rows[i] % PANEL]).isLessThanOrEqualTo(limit);
    }
  }

  /// The last panel alone, with the first query alone.
  private static void checkOneQuery(
      MemorySegment memory, int panels, int d, float[] queries, int[] at, float[] expected) {
    float[] keys = new float[TILE * PANEL];
    float[] least = new float[TILE * QUARTER];
    float[] lowest = new float[TILE * QUARTER];
    Kernels.best().leastProducts(memory, panels - 1, 1, d, queries, at, 1, keys, least, lowest);
    int from = (panels - 1) * TILE * PANEL;
    for (int row = 0; row < PANEL; row++) {
      assertThat(keys[row]).isEqualTo(expected[from + row]);
    }
    for (int i = 0; i < QUARTER; i++) {
      float found = Math.min(keys[i], keys[i + QUARTER]);
      found = Math.min(found, Math.min(keys[i + 2 * QUARTER], keys[i + 3 * QUARTER]));
      assertThat(least[i]).isEqualTo(found);
      assertThat(lowest[i]).isEqualTo(found);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 3", "8, 16", "9, 65", "30, 256"})
  void pairsHaveTheProductsOfPanels(int count, int d) {
    var random = TestSeed.random(count + d);
    int room = Math.ceilDiv(count, PairProducts.EIGHT) * PairProducts.EIGHT;
    float[] a = new float[room * d];
    float[] b = new float[room * d];
    int[] aAt = new int[room];
    int[] bAt = new int[room];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) random.nextGaussian();
      b[i] = (float) random.nextGaussian();
      aAt[i / d] = (i / d + 1) % room * d;
      bAt[i / d] = i / d * d;
    }
    float[] products = new float[room];
    PairProducts.compute(a, aAt, b, bAt, count, d, products);
    for (int pair = 0; pair < count; pair++) {
      float sum = 0;
      for (int i = 0; i < d; i++) {
        sum = Math.fma(a[aAt[pair] + i], b[bAt[pair] + i], sum);
      }
      assertThat(products[pair]).isEqualTo(sum);
    }
  }
}
