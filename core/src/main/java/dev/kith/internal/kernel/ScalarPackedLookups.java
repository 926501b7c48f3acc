// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The readable reference, and what runs where the Vector API is not there.
final class ScalarPackedLookups implements PackedLookups {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final int HALF = BLOCK / 2;
  private static final int LARGEST = 0xffff;

  @Override
  public void sums(
      MemorySegment codes,
      long offset,
      int blocks,
      int pairs,
      byte[] tables,
      int[] at,
      int count,
      short[] sums) {
    int columns = 2 * pairs;
    int[] rows = new int[BLOCK];
    for (int block = 0; block < blocks; block++) {
      long from = offset + (long) block * columns * ENTRIES;
      for (int q = 0; q < count; q++) {
        Arrays.fill(rows, 0);
        for (int m = 0; m < columns; m++) {
          add(codes, from + (long) m * ENTRIES, tables, at[q] + m * ENTRIES, rows);
        }
        for (int j = 0; j < BLOCK; j++) {
          sums[q * PANEL + block * BLOCK + j] = (short) Math.min(rows[j], LARGEST);
        }
      }
    }
  }

  /// Adds what one sub-quantizer contributes to the rows of a block.
  private static void add(MemorySegment codes, long from, byte[] tables, int table, int[] rows) {
    for (int k = 0; k < ENTRIES; k++) {
      int pair = codes.get(BYTE, from + k);
      int row = k / 2 + k % 2 * (HALF / 2);
      rows[row] += tables[table + (pair & 0xf)] & 0xff;
      rows[row + HALF] += tables[table + (pair >> 4 & 0xf)] & 0xff;
    }
  }

  @Override
  public long atMost(short[] sums, int query, int limit) {
    long mask = 0;
    for (int j = 0; j < PANEL; j++) {
      if ((sums[query * PANEL + j] & LARGEST) <= limit) {
        mask |= 1L << j;
      }
    }
    return mask;
  }

  @Override
  public void squaredL2(
      float[] centroids, int dsub, int columns, float[] queries, int from, float[] table, int to) {
    Arrays.fill(table, to, to + columns * ENTRIES, 0f);
    for (int i = 0; i < columns * dsub; i++) {
      int column = to + i / dsub * ENTRIES;
      for (int j = 0; j < ENTRIES; j++) {
        float difference = centroids[i * ENTRIES + j] - queries[from + i];
        table[column + j] = Math.fma(difference, difference, table[column + j]);
      }
    }
  }

  @Override
  public void innerProducts(
      float[] centroids, int dsub, int columns, float[] queries, int from, float[] table, int to) {
    Arrays.fill(table, to, to + columns * ENTRIES, 0f);
    for (int i = 0; i < columns * dsub; i++) {
      int column = to + i / dsub * ENTRIES;
      for (int j = 0; j < ENTRIES; j++) {
        table[column + j] =
            Math.fma(centroids[i * ENTRIES + j], queries[from + i], table[column + j]);
      }
    }
  }

  @Override
  public void range(float[] table, int at, int columns, float[] least, float[] largest) {
    for (int column = 0; column < columns; column++) {
      int first = at + column * ENTRIES;
      float min = table[first];
      float max = table[first];
      for (int i = first + 1; i < first + ENTRIES; i++) {
        min = Math.min(min, table[i]);
        max = Math.max(max, table[i]);
      }
      least[column] = min;
      largest[column] = max;
    }
  }

  @Override
  public void round(
      float[] table, int at, int columns, float[] least, float factor, byte[] bytes, int to) {
    for (int i = 0; i < columns * ENTRIES; i++) {
      bytes[to + i] = (byte) (int) ((table[at + i] - least[i / ENTRIES]) * factor + 0.5f);
    }
  }
}
