// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.RowList;
import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A growing list of vectors, row after row, and beside each a sketch of it, where sketches pay
/// (see [Sketching]). The vectors stay what they are; sketches only say which of them a search need
/// not look at.
public final class SketchedRows implements CodeStore {

  private final NativeHeap heap;
  private final Sketching sketching;
  private final RowList rows;
  private @Nullable CodePanels sketches;

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  /// @param d components of a vector
  /// @param sketching of all lists of the index
  public SketchedRows(NativeHeap heap, int d, Sketching sketching) {
    this(heap, new RowList(heap, d), sketching);
  }

  private SketchedRows(NativeHeap heap, RowList rows, Sketching sketching) {
    this.heap = heap;
    this.rows = rows;
    this.sketching = sketching;
  }

  /// The rows of a file.
  ///
  /// @param heap where memory comes from once they are changed
  /// @param d components of a vector
  /// @param rows whole rows, in the order of bytes that this machine has
  /// @param sketching of all lists of the index
  /// @return a list that takes no memory until it is changed
  public static SketchedRows mapped(
      NativeHeap heap, int d, MemorySegment rows, Sketching sketching) {
    return new SketchedRows(heap, RowList.mapped(heap, d, rows), sketching);
  }

  /// The vectors.
  ///
  /// @return not a copy
  public RowList rows() {
    return rows;
  }

  /// The sketches, one for each row.
  ///
  /// @return null where there are none
  @Nullable CodePanels sketches() {
    return sketches;
  }

  /// Makes room for the sketches of all rows.
  void reserveSketches() {
    if (size() > 0) {
      if (sketches == null) {
        sketches = new CodePanels(heap, sketching.bytesPerVector(), Kernels.PANEL);
      }
      sketches.reserve(size());
    }
  }

  /// Makes sketches of rows that have none, in room that is there.
  void sketch(SketchEncoder encoder) {
    if (sketches != null) {
      encoder.complete(rows, sketches);
    }
  }

  private void sketchNew() {
    SketchEncoder encoder = sketching.encoder();
    if (encoder != null) {
      reserveSketches();
      sketch(encoder);
    }
  }

  @Override
  public boolean holdsFloats() {
    return true;
  }

  @Override
  public int codeSize() {
    return rows.codeSize();
  }

  @Override
  public long size() {
    return rows.size();
  }

  @Override
  public void reserve(long count) {
    rows.reserve(count);
  }

  @Override
  public void append(Codes source, RowOrder order, long count) {
    rows.append(source, order, count);
    sketchNew();
  }

  @Override
  public void append(CodeStore other) {
    rows.append(other);
    sketchNew();
  }

  @Override
  public void copyCode(long row, MemorySegment to, long at) {
    rows.copyCode(row, to, at);
  }

  @Override
  public void move(long from, long to) {
    rows.move(from, to);
    if (sketches != null) {
      sketches.move(from, to);
    }
  }

  /// Copies one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @param to receives its components
  /// @param at where in `to`
  public void copyRow(long row, float[] to, int at) {
    rows.copyRow(row, to, at);
  }

  @Override
  public void truncate(long count) {
    rows.truncate(count);
    if (sketches != null) {
      sketches.truncate(count);
    }
  }
}
