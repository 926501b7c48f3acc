// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// A growing list of float vectors in panels: component i of all rows of a panel, then component i
/// + 1, as the kernels for floats want them.
public final class PanelList extends Panels {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  /// @param d dimensions
  public PanelList(NativeHeap heap, int d) {
    super(heap, d, Float.BYTES);
  }

  /// Components of a vector.
  ///
  /// @return d
  public int dimension() {
    return columns();
  }

  /// Appends vectors: all of them, or none if the source throws.
  ///
  /// @param source vectors of dimension d
  /// @param order which rows, in which order
  /// @param count how many
  public void append(Vectors source, RowOrder order, long count) {
    MemorySegment from = source.segment();
    append((row, to, at) -> copyBytes(from, source.offset(order.row(row)), to, at), count);
  }

  @Override
  public boolean holdsFloats() {
    return true;
  }

  /// Copies one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @param to receives its components
  /// @param at where in `to`
  public void copyRow(long row, float[] to, int at) {
    Objects.checkIndex(row, size());
    MemorySegment panel = segment(row / PANEL);
    long from = cell(row);
    long step = step(width(row / PANEL));
    for (int i = 0; i < columns(); i++, from += step) {
      to[at + i] = panel.get(FLOAT, from);
    }
  }

  /// Bytes of the vectors themselves.
  ///
  /// @return bytes
  public long bytes() {
    return size() * codeSize();
  }

  @Override
  void gather(MemorySegment panel, long at, long step, MemorySegment to, long first) {
    long from = at;
    for (int i = 0; i < columns(); i++, from += step) {
      to.set(FLOAT, first + (long) i * Float.BYTES, panel.get(FLOAT, from));
    }
  }

  @Override
  void scatter(MemorySegment from, long first, MemorySegment panel, long at, long step) {
    long to = at;
    for (int i = 0; i < columns(); i++, to += step) {
      panel.set(FLOAT, to, from.get(FLOAT, first + (long) i * Float.BYTES));
    }
  }
}
