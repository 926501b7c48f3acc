// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A growing list of float vectors in panels: component i of all rows of a panel, then component i
/// + 1, as the kernels for floats want them.
public final class PanelList extends Panels implements VectorStore {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  /// @param d dimensions
  public PanelList(NativeHeap heap, int d) {
    super(heap, d, Float.BYTES);
  }

  @Override
  public int dimension() {
    return columns();
  }

  @Override
  public void append(Vectors source, RowOrder order, long count) {
    MemorySegment from = source.segment();
    append((row, to, at) -> copyBytes(from, source.offset(order.row(row)), to, at), count);
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
