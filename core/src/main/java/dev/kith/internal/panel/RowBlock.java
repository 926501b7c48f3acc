// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.vector.Vectors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A panel to be filled again and again with rows that only pass through: vectors that are encoded
/// or assigned. For one thread.
///
/// The panel of the components `i` to `j` of the rows lies within it, at [#offset] of `i`.
public final class RowBlock {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /// Components that are turned at a time: their lines of the panel stay in the first-level cache.
  private static final int TURNED = 16;

  private final int d;
  private final float[] rows;
  private final MemorySegment panel;
  private int width;

  /// An empty block.
  ///
  /// @param d dimensions
  public RowBlock(int d) {
    this.d = d;
    this.rows = new float[PANEL * d];
    long bytes = (long) rows.length * Float.BYTES + Kernels.SLACK;
    this.panel = Arena.ofAuto().allocate(bytes, PANEL);
  }

  /// Fills the panel.
  ///
  /// @param vectors of this dimension
  /// @param from the first row
  /// @param to one past the last, at most [Kernels#PANEL] further
  public void load(Vectors vectors, long from, long to) {
    vectors.copyRows(from, (int) (to - from), rows, 0);
    turn((int) (to - from));
  }

  /// Fills the panel.
  ///
  /// @param values rows of this dimension
  /// @param from the first row
  /// @param to one past the last, at most [Kernels#PANEL] further
  public void load(float[] values, int from, int to) {
    System.arraycopy(values, from * d, rows, 0, (to - from) * d);
    turn(to - from);
  }

  private void turn(int count) {
    width = count;
    for (int first = 0; first < d; first += TURNED) {
      turn(first, Math.min(d, first + TURNED));
    }
  }

  private void turn(int first, int last) {
    for (int row = 0; row < width; row++) {
      long to = offset(first) + (long) row * Float.BYTES;
      long step = (long) width * Float.BYTES;
      for (int i = row * d + first; i < row * d + last; i++, to += step) {
        panel.set(FLOAT, to, rows[i]);
      }
    }
  }

  /// Writes the squared norms of some components of each row, as [Norms] rounds them.
  void norms(int first, int count, float[] norms) {
    for (int row = 0; row < width; row++) {
      int from = row * d + first;
      norms[row] = Norms.squared(rows, from, from + count);
    }
  }

  /// Rows of the panel.
  ///
  /// @return 1 to [Kernels#PANEL]
  public int width() {
    return width;
  }

  /// The memory of the panel.
  ///
  /// @return native memory, with [Kernels#SLACK] bytes behind the panel
  public MemorySegment segment() {
    return panel;
  }

  /// Where a component of the rows begins in [#segment].
  ///
  /// @param component 0 to d
  /// @return byte offset
  public long offset(int component) {
    return (long) component * width * Float.BYTES;
  }
}
