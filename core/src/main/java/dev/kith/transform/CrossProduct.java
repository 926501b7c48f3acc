// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.parallel.ParallelBlocks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The sum of a_k b_k^T over many pairs of vectors: within a block in float, by the kernels, and
/// over the blocks in double. Every entry is summed in the order of the pairs, so the sum of x x^T
/// is symmetric to the last bit, and threads do not show.
final class CrossProduct {

  /// Pairs that can be added at a time.
  static final int BLOCK = 256;

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final long ALIGNMENT = 64;

  /// Rows of the sum that a thread takes at a time.
  private static final int BAND = 8 * Kernels.TILE;

  private final int rows;
  private final int columns;
  private final Parallelism parallelism;
  private final double[] sums;
  private final float[] transposed;
  private final MemorySegment panels;

  /// A sum of nothing yet.
  ///
  /// @param rows components of the first vector of a pair
  /// @param columns components of the second
  /// @param parallelism the threads
  CrossProduct(int rows, int columns, Parallelism parallelism) {
    this.rows = rows;
    this.columns = columns;
    this.parallelism = parallelism;
    sums = new double[Checks.entries(rows, columns)];
    transposed = new float[rows * BLOCK];
    long bytes = (long) columns * BLOCK * Float.BYTES;
    panels = Arena.ofAuto().allocate(bytes + Kernels.SLACK, ALIGNMENT);
  }

  /// Adds pairs.
  ///
  /// @param a holds count x rows floats
  /// @param b holds count x columns floats
  /// @param count pairs, at most [#BLOCK]
  void add(float[] a, float[] b, int count) {
    transpose(a, count);
    pack(b, count);
    ParallelBlocks.run(parallelism, rows, BAND, (from, to) -> addBand((int) from, (int) to, count));
  }

  /// The rows of the sum are the queries of a kernel: component i of all first vectors.
  private void transpose(float[] a, int count) {
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < rows; i++) {
        transposed[i * count + k] = a[k * rows + i];
      }
    }
  }

  /// The columns of the sum are the rows of panels: component j of all second vectors.
  private void pack(float[] b, int count) {
    for (int first = 0; first < columns; first += Kernels.PANEL) {
      int width = Math.min(Kernels.PANEL, columns - first);
      long at = start(first, count);
      for (int k = 0; k < count; k++, at += (long) width * Float.BYTES) {
        MemorySegment.copy(b, k * columns + first, panels, FLOAT, at, width);
      }
    }
  }

  private static long start(int column, int count) {
    return (long) column * count * Float.BYTES;
  }

  private void addBand(int from, int to, int count) {
    var kernels = Kernels.best();
    float[] keys = new float[Kernels.TILE * Kernels.PANEL];
    int[] at = new int[Kernels.TILE];
    for (int first = 0; first < columns; first += Kernels.PANEL) {
      int width = Math.min(Kernels.PANEL, columns - first);
      for (int row = from; row < to; row += Kernels.TILE) {
        int tile = Math.min(Kernels.TILE, to - row);
        Arrays.fill(at, row * count);
        for (int i = 1; i < tile; i++) {
          at[i] = (row + i) * count;
        }
        long panel = start(first, count);
        kernels.negatedInnerProduct(panels, panel, width, count, transposed, at, tile, keys);
        subtract(keys, tile, row, first, width);
      }
    }
  }

  private void subtract(float[] keys, int tile, int row, int first, int width) {
    for (int i = 0; i < tile; i++) {
      int to = (row + i) * columns + first;
      for (int j = 0; j < width; j++) {
        sums[to + j] -= keys[i * Kernels.PANEL + j];
      }
    }
  }

  /// The sum so far.
  ///
  /// @return rows x columns; not a copy
  double[] sums() {
    return sums;
  }
}
