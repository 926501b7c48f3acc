// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;

/// A growing list of codes of one size (the floats of a vector are a code too), in whatever layout
/// its scan wants. Rows go in and come out as plain codes: `codeSize()` bytes each.
public interface CodeStore {

  /// Names the row of a source that is appended as the i-th.
  @FunctionalInterface
  interface RowOrder {
    /// Row after row.
    RowOrder SAME = i -> i;

    /// The row that comes next.
    ///
    /// @param i counts the appended rows from 0
    /// @return row number in the source
    long row(long i);
  }

  /// Bytes of a code.
  ///
  /// @return at least 0
  int codeSize();

  /// Whether codes are floats, in the order of bytes that this machine has, and not plain bytes.
  ///
  /// @return true for vectors as they are
  default boolean holdsFloats() {
    return false;
  }

  /// Number of codes.
  ///
  /// @return rows
  long size();

  /// Makes room, so that appending cannot fail half-way.
  ///
  /// @param count codes in all
  void reserve(long count);

  /// Appends codes: all of them, or none if the source throws.
  ///
  /// @param source codes of this size
  /// @param order which rows, in which order
  /// @param count how many
  void append(Codes source, RowOrder order, long count);

  /// Appends all codes of another store of the same kind.
  ///
  /// @param other of the same code size
  void append(CodeStore other);

  /// Copies one code.
  ///
  /// @param row 0 to `size() - 1`
  /// @param to receives `codeSize()` bytes
  /// @param at where in `to`, in bytes
  void copyCode(long row, MemorySegment to, long at);

  /// Overwrites one code with another of the same store.
  ///
  /// @param from row to copy
  /// @param to row to overwrite
  void move(long from, long to);

  /// Forgets what comes after the first `count` codes.
  ///
  /// @param count at most `size()` counts
  void truncate(long count);
}
