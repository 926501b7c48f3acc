// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;

/// A growing list of float vectors, in panels to be scanned or in rows to be looked up.
public sealed interface VectorStore extends CodeStore permits PanelList, RowList {

  /// Components of a vector.
  ///
  /// @return d
  int dimension();

  /// Appends vectors: all of them, or none if the source throws.
  ///
  /// @param source vectors of dimension d
  /// @param order which rows, in which order
  /// @param count how many
  void append(Vectors source, RowOrder order, long count);

  /// Copies one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @param to receives d floats
  /// @param at where in `to`
  default void copyRow(long row, float[] to, int at) {
    copyCode(row, MemorySegment.ofArray(to), (long) at * Float.BYTES);
  }

  /// Bytes of the vectors themselves.
  ///
  /// @return bytes
  default long bytes() {
    return size() * codeSize();
  }
}
