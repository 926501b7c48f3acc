// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The readable reference, and what runs where the Vector API is not there. The inner loops run
/// along the rows of a panel over plain arrays, which the JIT compiler vectorises by itself.
final class ScalarKernels implements Kernels {

  /// Dimensions that are copied from the panel at a time: 4 KiB.
  private static final int SLAB = 16;

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
    Arrays.fill(keys, 0, count * PANEL, 0f);
    float[] slab = new float[SLAB * PANEL];
    for (int from = 0; from < d; from += SLAB) {
      int dims = Math.min(SLAB, d - from);
      copy(panels, offset, width, from, dims, slab);
      for (int q = 0; q < count; q++) {
        for (int i = 0; i < dims; i++) {
          addSquares(slab, i * width, width, queries[at[q] + from + i], keys, q * PANEL);
        }
      }
    }
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
    Arrays.fill(keys, 0, count * PANEL, 0f);
    float[] slab = new float[SLAB * PANEL];
    for (int from = 0; from < d; from += SLAB) {
      int dims = Math.min(SLAB, d - from);
      copy(panels, offset, width, from, dims, slab);
      for (int q = 0; q < count; q++) {
        for (int i = 0; i < dims; i++) {
          addProducts(slab, i * width, width, queries[at[q] + from + i], keys, q * PANEL);
        }
      }
    }
    for (int q = 0; q < count; q++) {
      negate(keys, q * PANEL, width);
    }
  }

  private static void copy(
      MemorySegment panels, long offset, int width, int from, int dims, float[] slab) {
    long start = offset + (long) from * width * Float.BYTES;
    MemorySegment.copy(panels, ValueLayout.JAVA_FLOAT_UNALIGNED, start, slab, 0, dims * width);
  }

  private static void addSquares(float[] x, int from, int width, float q, float[] sums, int to) {
    for (int j = 0; j < width; j++) {
      float difference = x[from + j] - q;
      sums[to + j] = Math.fma(difference, difference, sums[to + j]);
    }
  }

  private static void addProducts(float[] x, int from, int width, float q, float[] sums, int to) {
    for (int j = 0; j < width; j++) {
      sums[to + j] = Math.fma(x[from + j], q, sums[to + j]);
    }
  }

  /// At the end: to sum negated products would give zeros another sign than the vector kernels do.
  private static void negate(float[] keys, int from, int width) {
    for (int j = from; j < from + width; j++) {
      keys[j] = -keys[j];
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
