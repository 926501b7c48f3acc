// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.SLACK;
import static dev.kith.internal.kernel.Kernels.TILE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.function.DoubleSupplier;

/// A panel with its queries, in memory that ends where the slack ends: a kernel that reads further
/// throws. It begins at an offset that is aligned for nothing but floats.
final class SamplePanel {

  private static final long OFFSET = 7 * Float.BYTES;

  final int width;
  final int d;
  final float[][] rows;
  final float[][] wanted = new float[TILE][];
  final int[] at = new int[TILE];
  private final float[] queries;
  private final MemorySegment segment;

  SamplePanel(Arena arena, int width, int d, Random random, DoubleSupplier values) {
    this.width = width;
    this.d = d;
    this.rows = new float[width][d];
    this.queries = new float[TILE * d];
    this.segment = arena.allocate(OFFSET + (long) width * d * Float.BYTES + SLACK, Float.BYTES);
    segment.asSlice(segment.byteSize() - SLACK).fill((byte) 0xff); // NaNs behind the panel
    fill(values);
    aim(random.nextInt(TILE));
  }

  private void fill(DoubleSupplier values) {
    for (int j = 0; j < width; j++) {
      for (int i = 0; i < d; i++) {
        rows[j][i] = (float) values.getAsDouble();
        long index = (long) i * width + j;
        segment.set(ValueLayout.JAVA_FLOAT_UNALIGNED, OFFSET + index * Float.BYTES, rows[j][i]);
      }
    }
    for (int i = 0; i < queries.length; i++) {
      queries[i] = (float) values.getAsDouble();
    }
  }

  /// Queries lie in the array in another order than in the tile.
  private void aim(int shift) {
    for (int q = 0; q < TILE; q++) {
      at[q] = (q + shift) % TILE * d;
      wanted[q] = new float[d];
      System.arraycopy(queries, at[q], wanted[q], 0, d);
    }
  }

  /// Runs an operation for the first `count` queries.
  float[] compute(PanelKeys operation, int count) {
    float[] keys = new float[TILE * PANEL];
    operation.compute(segment, OFFSET, width, d, queries, at, count, keys);
    return keys;
  }

  @Override
  public String toString() {
    return "width " + width + ", d " + d;
  }
}
