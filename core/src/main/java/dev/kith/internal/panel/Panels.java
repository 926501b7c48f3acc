// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeChunks;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Rows of elements (the floats of a vector, the bytes of a code), stored as panels, column by
/// column (see [dev.kith.internal.kernel]): full panels of 64 rows, and a last one that is as wide
/// as it has rows. So nothing is padded, and a list of a few rows costs a few rows. Panels lie in
/// chunks of about a megabyte.
abstract class Panels implements CodeStore {

  private static final long CHUNK_BYTES = 1L << 20;

  private final int columns;
  private final int elementBytes;
  private final int rowBytes;
  private final int panelsPerChunk;
  private final NativeChunks chunks;
  private long size;

  /// Hands out the rows that are appended.
  @FunctionalInterface
  interface Rows {
    void copy(long row, MemorySegment to, long at);
  }

  /// @param heap where the memory comes from
  /// @param columns elements of a row
  /// @param elementBytes bytes of an element
  Panels(NativeHeap heap, int columns, int elementBytes) {
    this(heap, columns, elementBytes, Kernels.SLACK);
  }

  /// @param slack bytes that are readable behind the last panel of a segment
  Panels(NativeHeap heap, int columns, int elementBytes, int slack) {
    this.columns = columns;
    this.elementBytes = elementBytes;
    this.rowBytes = Math.multiplyExact(columns, elementBytes);
    this.panelsPerChunk = (int) Math.max(1, CHUNK_BYTES / ((long) PANEL * Math.max(1, rowBytes)));
    this.chunks = new NativeChunks(heap, panelsPerChunk * PANEL, rowBytes, slack);
  }

  /// Copies the elements of a row, `step` bytes apart in a panel, to where they lie side by side.
  abstract void gather(MemorySegment panel, long at, long step, MemorySegment to, long first);

  /// Copies elements that lie side by side to where a panel has them, `step` bytes apart.
  abstract void scatter(MemorySegment from, long first, MemorySegment panel, long at, long step);

  /// Copies rows that lie one after another to where a panel has them.
  ///
  /// @param rows holds `count` rows from its start
  /// @param at where the first element of the first of them goes
  void scatterRows(MemorySegment rows, int count, MemorySegment panel, long at, long step) {
    for (int i = 0; i < count; i++) {
      scatter(rows, (long) i * rowBytes, panel, at + (long) i * elementBytes, step);
    }
  }

  @Override
  public final int codeSize() {
    return rowBytes;
  }

  /// Elements of a row.
  final int columns() {
    return columns;
  }

  @Override
  public final long size() {
    return size;
  }

  /// Number of panels, the last one counted even where it is not full.
  ///
  /// @return panels
  public final long panels() {
    return Math.ceilDiv(size, PANEL);
  }

  /// Rows of a panel.
  ///
  /// @param panel number
  /// @return 1 to 64
  public final int width(long panel) {
    return (int) Math.min(PANEL, size - panel * PANEL);
  }

  /// The memory that holds a panel.
  ///
  /// @param panel number
  /// @return memory with [Kernels#SLACK] readable bytes behind the panel
  public final MemorySegment segment(long panel) {
    return chunks.get((int) (panel / panelsPerChunk));
  }

  /// Where a panel begins in its [#segment].
  ///
  /// @param panel number
  /// @return byte offset
  public final long offset(long panel) {
    return panel % panelsPerChunk * PANEL * rowBytes;
  }

  @Override
  public final void append(Codes source, RowOrder order, long count) {
    MemorySegment from = source.segment();
    append((row, to, at) -> copyBytes(from, source.offset(order.row(row)), to, at), count);
  }

  @Override
  public final void append(CodeStore other) {
    append(other::copyCode, other.size());
  }

  final void copyBytes(MemorySegment from, long offset, MemorySegment to, long at) {
    MemorySegment.copy(from, offset, to, at, rowBytes);
  }

  final void append(Rows source, long count) {
    long before = size;
    reserve(before + count);
    MemorySegment rows = MemorySegment.ofArray(new float[bufferFloats(Math.min(PANEL, count))]);
    try {
      while (size < before + count) {
        appendToLastPanel(source, size - before, before + count - size, rows);
      }
    } catch (RuntimeException | Error e) {
      truncate(before);
      throw e;
    }
  }

  private int bufferFloats(long rows) {
    return Math.toIntExact(Math.ceilDiv(rows * rowBytes, Float.BYTES));
  }

  private void appendToLastPanel(Rows source, long first, long more, MemorySegment rows) {
    int taken = (int) Math.min(PANEL - size % PANEL, more);
    // copied before anything moves: the memory of a source can be closed, its file cut off
    for (int i = 0; i < taken; i++) {
      source.copy(first + i, rows, (long) i * rowBytes);
    }
    int width = widenLastPanel(taken);
    scatterRows(rows, taken, segment(size / PANEL), cell(size), step(width));
    size += taken;
  }

  @Override
  public final void copyCode(long row, MemorySegment to, long at) {
    Objects.checkIndex(row, size);
    long panel = row / PANEL;
    gather(segment(panel), cell(row), step(width(panel)), to, at);
  }

  @Override
  public final void move(long from, long to) {
    MemorySegment row = MemorySegment.ofArray(new float[bufferFloats(1)]);
    copyCode(from, row, 0);
    put(Objects.checkIndex(to, size), width(to / PANEL), row, 0);
  }

  @Override
  public final void truncate(long count) {
    if (count >= size) {
      return;
    }
    long last = count / PANEL;
    int width = width(last);
    size = count;
    narrow(last, width, (int) (count % PANEL));
    chunks.keep(count);
  }

  @Override
  public final void reserve(long count) {
    chunks.reserve(count);
  }

  /// Spreads the rows of the last panel out to the width that it has with `more` rows.
  private int widenLastPanel(int more) {
    int used = (int) (size % PANEL);
    int width = used + more;
    if (used > 0) {
      long panel = size / PANEL;
      MemorySegment memory = segment(panel);
      long start = offset(panel);
      // from the last column down, so that nothing is overwritten before it has moved
      for (long i = columns - 1L; i > 0; i--) {
        MemorySegment.copy(
            memory, start + i * step(used), memory, start + i * step(width), step(used));
      }
    }
    return width;
  }

  /// Draws the first rows of a panel together.
  private void narrow(long panel, int from, int to) {
    if (to == 0) {
      return;
    }
    MemorySegment memory = segment(panel);
    long start = offset(panel);
    for (long i = 1; i < columns; i++) {
      MemorySegment.copy(memory, start + i * step(from), memory, start + i * step(to), step(to));
    }
  }

  private void put(long row, int width, MemorySegment from, long first) {
    scatter(from, first, segment(row / PANEL), cell(row), step(width));
  }

  /// Where the first element of a row is, in the segment of its panel.
  final long cell(long row) {
    return offset(row / PANEL) + row % PANEL * elementBytes;
  }

  /// Bytes from an element of a row to its next, in a panel of a width.
  final long step(int width) {
    return (long) width * elementBytes;
  }
}
