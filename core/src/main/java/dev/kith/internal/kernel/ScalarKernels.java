// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The readable reference, and what runs where the Vector API is not there.
///
/// Eight rows are summed side by side: eight chains of dependent additions keep the processor's
/// adders busy, where one would wait for itself. (The JIT compiler does not vectorise such loops by
/// itself: it cannot know that the panel and the keys do not overlap.)
final class ScalarKernels implements Kernels {

  /// Dimensions that are copied from the panel at a time: 4 KiB.
  private static final int SLAB = 16;

  private static final int CHAINS = 8;

  private static final PackedLookups PACKED_LOOKUPS = new ScalarPackedLookups();
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /// Adds to the keys of some rows what a slab of dimensions contributes.
  private interface Contribution {
    /// @param slab components of the panel, dimension-major
    /// @param row the first row
    /// @param width rows of the panel
    /// @param dims dimensions in the slab
    /// @param queries row-major queries
    /// @param at where the slab's dimensions begin in the query
    /// @param keys the sums so far
    /// @param to where the sum of the first row is
    void add(
        float[] slab, int row, int width, int dims, float[] queries, int at, float[] keys, int to);
  }

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void squaredL2(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys) {
    sum(
        panels,
        offset,
        width,
        d,
        queries,
        at,
        count,
        keys,
        ScalarKernels::squaresOfEight,
        ScalarKernels::squaresOfOne);
  }

  @Override
  public void negatedInnerProduct(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys) {
    sum(
        panels,
        offset,
        width,
        d,
        queries,
        at,
        count,
        keys,
        ScalarKernels::productsOfEight,
        ScalarKernels::productsOfOne);
    for (int q = 0; q < count; q++) {
      for (int row = q * PANEL; row < q * PANEL + width; row++) {
        keys[row] = -keys[row];
      }
    }
  }

  private static void sum(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys,
      Contribution ofEight,
      Contribution ofOne) {
    Arrays.fill(keys, 0, count * PANEL, 0f);
    float[] slab = new float[Math.min(SLAB, d) * width];
    for (int from = 0; from < d; from += SLAB) {
      int dims = Math.min(SLAB, d - from);
      copy(panels, offset, width, from, dims, slab);
      for (int q = 0; q < count; q++) {
        int row = 0;
        for (; row + CHAINS <= width; row += CHAINS) {
          ofEight.add(slab, row, width, dims, queries, at[q] + from, keys, q * PANEL + row);
        }
        for (; row < width; row++) {
          ofOne.add(slab, row, width, dims, queries, at[q] + from, keys, q * PANEL + row);
        }
      }
    }
  }

  private static void copy(
      MemorySegment panels, long offset, int width, int from, int dims, float[] slab) {
    long start = offset + (long) from * width * Float.BYTES;
    MemorySegment.copy(panels, FLOAT, start, slab, 0, dims * width);
  }

  private static void squaresOfEight(
      float[] slab, int row, int width, int dims, float[] queries, int at, float[] keys, int to) {
    float s0 = keys[to];
    float s1 = keys[to + 1];
    float s2 = keys[to + 2];
    float s3 = keys[to + 3];
    float s4 = keys[to + 4];
    float s5 = keys[to + 5];
    float s6 = keys[to + 6];
    float s7 = keys[to + 7];
    for (int i = 0, x = row; i < dims; i++, x += width) {
      float q = queries[at + i];
      s0 = addSquare(slab[x] - q, s0);
      s1 = addSquare(slab[x + 1] - q, s1);
      s2 = addSquare(slab[x + 2] - q, s2);
      s3 = addSquare(slab[x + 3] - q, s3);
      s4 = addSquare(slab[x + 4] - q, s4);
      s5 = addSquare(slab[x + 5] - q, s5);
      s6 = addSquare(slab[x + 6] - q, s6);
      s7 = addSquare(slab[x + 7] - q, s7);
    }
    keys[to] = s0;
    keys[to + 1] = s1;
    keys[to + 2] = s2;
    keys[to + 3] = s3;
    keys[to + 4] = s4;
    keys[to + 5] = s5;
    keys[to + 6] = s6;
    keys[to + 7] = s7;
  }

  private static void squaresOfOne(
      float[] slab, int row, int width, int dims, float[] queries, int at, float[] keys, int to) {
    float sum = keys[to];
    for (int i = 0, x = row; i < dims; i++, x += width) {
      sum = addSquare(slab[x] - queries[at + i], sum);
    }
    keys[to] = sum;
  }

  private static void productsOfEight(
      float[] slab, int row, int width, int dims, float[] queries, int at, float[] keys, int to) {
    float s0 = keys[to];
    float s1 = keys[to + 1];
    float s2 = keys[to + 2];
    float s3 = keys[to + 3];
    float s4 = keys[to + 4];
    float s5 = keys[to + 5];
    float s6 = keys[to + 6];
    float s7 = keys[to + 7];
    for (int i = 0, x = row; i < dims; i++, x += width) {
      float q = queries[at + i];
      s0 = Math.fma(slab[x], q, s0);
      s1 = Math.fma(slab[x + 1], q, s1);
      s2 = Math.fma(slab[x + 2], q, s2);
      s3 = Math.fma(slab[x + 3], q, s3);
      s4 = Math.fma(slab[x + 4], q, s4);
      s5 = Math.fma(slab[x + 5], q, s5);
      s6 = Math.fma(slab[x + 6], q, s6);
      s7 = Math.fma(slab[x + 7], q, s7);
    }
    keys[to] = s0;
    keys[to + 1] = s1;
    keys[to + 2] = s2;
    keys[to + 3] = s3;
    keys[to + 4] = s4;
    keys[to + 5] = s5;
    keys[to + 6] = s6;
    keys[to + 7] = s7;
  }

  private static void productsOfOne(
      float[] slab, int row, int width, int dims, float[] queries, int at, float[] keys, int to) {
    float sum = keys[to];
    for (int i = 0, x = row; i < dims; i++, x += width) {
      sum = Math.fma(slab[x], queries[at + i], sum);
    }
    keys[to] = sum;
  }

  private static float addSquare(float difference, float sum) {
    return Math.fma(difference, difference, sum);
  }

  @Override
  public void decode(
      ComponentCode code,
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel) {
    long to = 0;
    for (int i = 0; i < d; i++) {
      for (int row = 0; row < width; row++, to += Float.BYTES) {
        float number = code.number(codes, offset + row, width, i);
        panel.set(FLOAT, to, Math.fma(scale[i], number, bias[i]));
      }
    }
  }

  @Override
  public void squaredL2OfRows(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums) {
    for (int i = from; i < to; i++) {
      Arrays.fill(sums, 0f);
      ScalarRows.addSquares(memory, rows[i], 0, queries, at, sums, 0);
      keys[i] = RowKeys.total(sums);
    }
  }

  @Override
  public void negatedInnerProductOfRows(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums) {
    for (int i = from; i < to; i++) {
      Arrays.fill(sums, 0f);
      ScalarRows.addProducts(memory, rows[i], 0, queries, at, sums, 0);
      keys[i] = -RowKeys.total(sums);
    }
  }

  @Override
  public PackedLookups packedLookups() {
    return PACKED_LOOKUPS;
  }

  @Override
  public void hamming(
      MemorySegment codes,
      long offset,
      int width,
      int codeSize,
      byte[] queries,
      int[] at,
      int count,
      byte[] counts,
      float[] keys) {
    Arrays.fill(keys, 0, count * PANEL, 0f);
    for (int q = 0; q < count; q++) {
      long from = offset;
      for (int i = 0; i < codeSize; i++) {
        for (int row = 0; row < width; row++) {
          int different = codes.get(ValueLayout.JAVA_BYTE, from++) ^ queries[at[q] + i];
          keys[q * PANEL + row] += Integer.bitCount(different & 0xff);
        }
      }
    }
  }

  @Override
  public long atMost(float[] keys, int offset, int width, float limit) {
    long mask = 0;
    for (int j = 0; j < width; j++) {
      if (keys[offset + j] <= limit) {
        mask |= 1L << j;
      }
    }
    return mask;
  }
}
