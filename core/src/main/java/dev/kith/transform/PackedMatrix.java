// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.internal.kernel.Kernels;
import dev.kith.vector.Vectors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The rows of a matrix in panels (see [dev.kith.internal.kernel]), so that its product with many
/// vectors is what a search of all rows computes: six vectors against 64 rows at a time. Immutable;
/// its memory is freed by the garbage collector.
final class PackedMatrix {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final long ALIGNMENT = 64;

  /// Vectors at a time, which stay in the cache together with a panel.
  private static final int BLOCK = 40 * Kernels.TILE;

  private final MemorySegment panels;
  private final int rows;
  private final int columns;
  private final float[] offset;

  PackedMatrix(Matrix matrix) {
    this(matrix, new float[0]);
  }

  /// A matrix, and what is added to its products.
  ///
  /// @param matrix rows x columns
  /// @param offset one number a row; empty for none
  PackedMatrix(Matrix matrix, float[] offset) {
    rows = matrix.rows();
    columns = matrix.columns();
    this.offset = offset.length == 0 ? new float[rows] : offset;
    long bytes = (long) rows * columns * Float.BYTES;
    panels = Arena.ofAuto().allocate(bytes + Kernels.SLACK, ALIGNMENT);
    for (int first = 0; first < rows; first += Kernels.PANEL) {
      pack(matrix.values(), first, Math.min(Kernels.PANEL, rows - first));
    }
  }

  private void pack(float[] values, int first, int width) {
    long at = start(first);
    for (int column = 0; column < columns; column++) {
      for (int row = first; row < first + width; row++, at += Float.BYTES) {
        panels.set(FLOAT, at, values[row * columns + column]);
      }
    }
  }

  private long start(int row) {
    return (long) row * columns * Float.BYTES;
  }

  /// Multiplies the matrix with vectors, and adds the offset.
  ///
  /// @param vectors n x columns
  /// @return n x rows
  Vectors times(Vectors vectors) {
    Vectors products = Vectors.allocate(vectors.size(), rows);
    int most = (int) Math.min(BLOCK, vectors.size());
    float[] in = new float[most * columns];
    float[] out = new float[most * rows];
    for (long from = 0; from < vectors.size(); from += BLOCK) {
      int count = (int) Math.min(BLOCK, vectors.size() - from);
      vectors.copyRows(from, count, in, 0);
      times(in, count, out);
      MemorySegment.copy(out, 0, products.segment(), FLOAT, products.offset(from), count * rows);
    }
    return products;
  }

  /// Multiplies the matrix with a few vectors, and adds the offset.
  ///
  /// @param in holds count x columns floats
  /// @param count vectors
  /// @param out receives count x rows floats
  void times(float[] in, int count, float[] out) {
    var kernels = Kernels.best();
    float[] keys = new float[Kernels.TILE * Kernels.PANEL];
    int[] at = new int[Kernels.TILE];
    for (int first = 0; first < rows; first += Kernels.PANEL) {
      int width = Math.min(Kernels.PANEL, rows - first);
      for (int vector = 0; vector < count; vector += Kernels.TILE) {
        int tile = Math.min(Kernels.TILE, count - vector);
        // a tile that is not full repeats its first vector
        Arrays.fill(at, vector * columns);
        for (int i = 1; i < tile; i++) {
          at[i] = (vector + i) * columns;
        }
        kernels.negatedInnerProduct(panels, start(first), width, columns, in, at, tile, keys);
        store(keys, tile, out, vector, first, width);
      }
    }
  }

  private void store(float[] keys, int tile, float[] out, int vector, int first, int width) {
    for (int i = 0; i < tile; i++) {
      int to = (vector + i) * rows + first;
      for (int j = 0; j < width; j++) {
        out[to + j] = offset[first + j] - keys[i * Kernels.PANEL + j];
      }
    }
  }
}
