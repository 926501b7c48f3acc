// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A matrix of few columns, which is a panel as it lies: its products with many vectors are what a
/// scan of a panel computes, six vectors at a time.
public final class NarrowMatrix {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private final int rows;
  private final int columns;
  private final MemorySegment panel;

  /// @param values rows x columns floats, row-major
  /// @param columns 1 to 64
  NarrowMatrix(float[] values, int columns) {
    this.rows = values.length / columns;
    this.columns = columns;
    long bytes = (long) values.length * Float.BYTES;
    panel = Arena.ofAuto().allocate(bytes + Kernels.SLACK, PANEL);
    MemorySegment.copy(values, 0, panel, FLOAT, 0, values.length);
  }

  int columns() {
    return columns;
  }

  /// Multiplies up to six vectors.
  ///
  /// @param vectors holds them, row after row
  /// @param at where each begins, [Kernels#TILE] entries
  /// @param count how many
  /// @param products receives the negated product with column j of vector q at `q * PANEL + j`
  void negatedTimes(float[] vectors, int[] at, int count, float[] products) {
    Kernels.best().negatedInnerProduct(panel, 0, columns, rows, vectors, at, count, products);
  }

  /// Multiplies many vectors.
  ///
  /// @param vectors n x rows, row-major
  /// @return n x columns, row-major
  float[] times(float[] vectors) {
    int n = vectors.length / rows;
    float[] products = new float[n * columns];
    float[] tile = new float[TILE * PANEL];
    int[] at = new int[TILE];
    for (int first = 0; first < n; first += TILE) {
      int count = aim(first, n, rows, at);
      negatedTimes(vectors, at, count, tile);
      for (int q = 0; q < count; q++) {
        for (int j = 0; j < columns; j++) {
          products[(first + q) * columns + j] = -tile[q * PANEL + j];
        }
      }
    }
    return products;
  }

  /// Points a tile at its vectors; one that is not full repeats its first.
  ///
  /// @param first the first vector of the tile
  /// @param n vectors
  /// @param length of a vector
  /// @param at receives where each begins, [Kernels#TILE] entries
  /// @return how many of the tile count
  public static int aim(int first, int n, int length, int[] at) {
    int count = Math.min(TILE, n - first);
    for (int q = 0; q < TILE; q++) {
      at[q] = (first + (q < count ? q : 0)) * length;
    }
    return count;
  }
}
