// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.PackedLookups.ENTRIES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.testing.TestSeed;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tables of packed codes, by the kernels of this process and the scalar ones, against what is
/// written down plainly: every bit is the same.
@Tag("kernel")
class PackedTablesTest {

  /// Tables need not begin where their arrays do.
  private static final int OFFSET = 3;

  private final List<PackedLookups> all =
      List.of(
          KernelProvider.choose(System.getProperty(KernelProvider.PROPERTY, "vector"))
              .packedLookups(),
          new ScalarPackedLookups());

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "2, 1", "2, 16", "3, 5", "5, 3", "8, 33", "17, 2", "64, 4"})
  void floatsAreSumsInTheOrderOfTheComponents(int dsub, int columns) {
    var random = TestSeed.random(dsub);
    float[] centroids = floats(random, columns * dsub * ENTRIES);
    float[] queries = floats(random, OFFSET + columns * dsub);
    float[] distances = new float[OFFSET + columns * ENTRIES];
    float[] products = distances.clone();
    for (int i = 0; i < columns * dsub; i++) {
      for (int j = 0; j < ENTRIES; j++) {
        int to = OFFSET + i / dsub * ENTRIES + j;
        float x = centroids[i * ENTRIES + j];
        float y = queries[OFFSET + i];
        distances[to] = Math.fma(x - y, x - y, distances[to]);
        products[to] = Math.fma(x, y, products[to]);
      }
    }
    for (var lookups : all) {
      float[] table = new float[distances.length];
      lookups.squaredL2(centroids, dsub, columns, queries, OFFSET, table, OFFSET);
      assertThat(table).isEqualTo(distances);
      lookups.innerProducts(centroids, dsub, columns, queries, OFFSET, table, OFFSET);
      assertThat(table).isEqualTo(products);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 31, 128})
  void rangesAreThoseOfEveryColumn(int columns) {
    var random = TestSeed.random(columns);
    float[] table = floats(random, OFFSET + columns * ENTRIES);
    table[OFFSET] = Float.POSITIVE_INFINITY;
    table[OFFSET + 5] = -0f;
    table[OFFSET + 6] = 0f;
    if (columns > 2) {
      table[OFFSET + 2 * ENTRIES + 9] = Float.NaN;
    }
    float[] wantedLeast = new float[columns];
    float[] wantedLargest = new float[columns];
    for (int column = 0; column < columns; column++) {
      float min = Float.POSITIVE_INFINITY;
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < ENTRIES; j++) {
        min = Math.min(min, table[OFFSET + column * ENTRIES + j]);
        max = Math.max(max, table[OFFSET + column * ENTRIES + j]);
      }
      wantedLeast[column] = min;
      wantedLargest[column] = max;
    }
    for (var lookups : all) {
      float[] least = new float[columns];
      float[] largest = new float[columns];
      lookups.range(table, OFFSET, columns, least, largest);
      assertThat(least).isEqualTo(wantedLeast);
      assertThat(largest).isEqualTo(wantedLargest);
    }
  }

  /// Halves are rounded up, and what is no number becomes 0.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 31, 128})
  void bytesAreRounded(int columns) {
    var random = TestSeed.random(columns);
    float[] least = floats(random, columns);
    float[] table = new float[OFFSET + columns * ENTRIES];
    byte[] wanted = new byte[OFFSET + columns * ENTRIES];
    for (int i = 0; i < columns * ENTRIES; i++) {
      float steps = random.nextInt(511) / 2f;
      table[OFFSET + i] = i == 1 ? Float.NaN : least[i / ENTRIES] + steps / 4;
      float above = table[OFFSET + i] - least[i / ENTRIES];
      wanted[OFFSET + i] = i == 1 ? 0 : (byte) (int) Math.floor(above * 4 + 0.5f);
    }
    for (var lookups : all) {
      byte[] bytes = new byte[wanted.length];
      lookups.round(table, OFFSET, columns, least, 4, bytes, OFFSET);
      assertThat(bytes).isEqualTo(wanted);
    }
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
