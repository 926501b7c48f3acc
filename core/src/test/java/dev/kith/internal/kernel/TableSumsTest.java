// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.testing.TestSeed;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSumsTest {

  private static final int AT = 5;
  private static final int TO = PANEL;
  private static final long OFFSET = 3;

  @ParameterizedTest
  @CsvSource({"1, 256", "2, 16", "3, 1", "7, 256", "32, 256", "48, 100"})
  void areSumsInTheOrderOfTheParts(int parts, int entries) {
    var random = TestSeed.random(parts);
    float[] table = table(random, parts * entries);
    for (int width = 1; width <= PANEL; width++) {
      int[] numbers = random.ints((long) parts * PANEL, 0, entries).toArray();
      float[] expected = new float[width];
      for (int row = 0; row < width; row++) {
        for (int part = 0; part < parts; part++) {
          expected[row] += table[AT + part * entries + numbers[part * PANEL + row]];
        }
      }
      check(numbers, width, parts, entries, table, expected);
    }
  }

  private static void check(
      int[] numbers, int width, int parts, int entries, float[] table, float[] expected) {
    try (Arena arena = Arena.ofConfined()) {
      var codes = arena.allocate(OFFSET + (long) parts * width + Long.BYTES);
      for (int part = 0; part < parts; part++) {
        for (int row = 0; row < width; row++) {
          long at = OFFSET + (long) part * width + row;
          codes.set(ValueLayout.JAVA_BYTE, at, (byte) numbers[part * PANEL + row]);
        }
      }
      float[] ofBytes = new float[2 * PANEL];
      float[] ofNumbers = new float[2 * PANEL];
      TableSums.ofBytes(codes, OFFSET, width, parts, entries, table, AT, ofBytes, TO);
      TableSums.ofNumbers(numbers, width, parts, entries, table, AT, ofNumbers, TO);
      for (int row = 0; row < width; row++) {
        assertThat(ofBytes[TO + row]).isEqualTo(expected[row]);
        assertThat(ofNumbers[TO + row]).isEqualTo(expected[row]);
      }
    }
  }

  private static float[] table(Random random, int length) {
    float[] table = new float[AT + length];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) random.nextGaussian();
    }
    return table;
  }
}
