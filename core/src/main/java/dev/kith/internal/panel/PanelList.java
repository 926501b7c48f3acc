// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;

/// A growing list of vectors, stored as dimension-major panels (see [dev.kith.internal.kernel]):
/// full panels of 64 rows, and a last one that is as wide as it has rows. So nothing is padded, and
/// a list of a few rows costs a few rows.
///
/// Panels lie in chunks of about a megabyte. Only the last chunk is ever copied when the list
/// grows.
public final class PanelList {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final long CHUNK_BYTES = 1L << 20;

  private final NativeHeap heap;
  private final int d;
  private final long rowBytes;
  private final int panelsPerChunk;
  private MemorySegment[] chunks = new MemorySegment[0];
  private long size;

  /// Names the row of a source that is appended as the i-th.
  @FunctionalInterface
  public interface RowOrder {
    /// The row that comes next.
    ///
    /// @param i counts the appended rows from 0
    /// @return row number in the source
    long row(int i);
  }

  /// Hands out the rows that are appended.
  private interface Rows {
    void copy(long row, float[] to, int at);
  }

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  /// @param d dimensions
  public PanelList(NativeHeap heap, int d) {
    this.heap = heap;
    this.d = d;
    this.rowBytes = (long) d * Float.BYTES;
    this.panelsPerChunk = (int) Math.max(1, CHUNK_BYTES / (PANEL * rowBytes));
  }

  /// Number of vectors.
  ///
  /// @return rows
  public long size() {
    return size;
  }

  /// Components of a vector.
  ///
  /// @return d
  public int dimension() {
    return d;
  }

  /// Number of panels, the last one counted even where it is not full.
  ///
  /// @return panels
  public long panels() {
    return Math.ceilDiv(size, PANEL);
  }

  /// Rows of a panel.
  ///
  /// @param panel number
  /// @return 1 to 64
  public int width(long panel) {
    return (int) Math.min(PANEL, size - panel * PANEL);
  }

  /// The memory that holds a panel.
  ///
  /// @param panel number
  /// @return memory with [Kernels#SLACK] readable bytes behind the panel
  public MemorySegment segment(long panel) {
    return chunks[(int) (panel / panelsPerChunk)];
  }

  /// Where a panel begins in its [#segment].
  ///
  /// @param panel number
  /// @return byte offset
  public long offset(long panel) {
    return panel % panelsPerChunk * PANEL * rowBytes;
  }

  /// Appends rows: all of them, or none if the source throws.
  ///
  /// @param source vectors of dimension d
  /// @param order which rows, in which order
  /// @param count how many
  public void append(Vectors source, RowOrder order, int count) {
    append((row, to, at) -> source.copyRow(order.row((int) row), to, at), count);
  }

  /// Appends all rows of another list.
  ///
  /// @param other of the same dimension
  public void append(PanelList other) {
    append(other::copyRow, other.size);
  }

  private void append(Rows source, long count) {
    long before = size;
    reserve(before + count);
    float[] rows = new float[(int) Math.min(PANEL, count) * d];
    try {
      while (size < before + count) {
        appendToLastPanel(source, size - before, before + count - size, rows);
      }
    } catch (RuntimeException | Error e) {
      truncate(before);
      throw e;
    }
  }

  private void appendToLastPanel(Rows source, long first, long more, float[] rows) {
    int taken = (int) Math.min(PANEL - size % PANEL, more);
    // copied before anything moves: the memory of a source can be closed, its file cut off
    for (int i = 0; i < taken; i++) {
      source.copy(first + i, rows, i * d);
    }
    int width = widenLastPanel(taken);
    for (int i = 0; i < taken; i++) {
      put(size + i, width, rows, i * d);
    }
    size += taken;
  }

  /// Copies one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @param to receives d floats
  /// @param at where in `to`
  public void copyRow(long row, float[] to, int at) {
    Objects.checkIndex(row, size);
    long panel = row / PANEL;
    gather(row, width(panel), to, at);
  }

  /// Overwrites one vector with another of the same list.
  ///
  /// @param from row to copy
  /// @param to row to overwrite
  public void move(long from, long to) {
    float[] row = new float[d];
    copyRow(from, row, 0);
    put(Objects.checkIndex(to, size), width(to / PANEL), row, 0);
  }

  /// Forgets what comes after the first `count` vectors.
  ///
  /// @param count at most `size()`
  public void truncate(long count) {
    if (count >= size) {
      return;
    }
    long last = count / PANEL;
    int width = width(last);
    size = count;
    narrow(last, width, (int) (count % PANEL));
    int kept = (int) Math.ceilDiv(panels(), panelsPerChunk);
    for (int i = kept; i < chunks.length; i++) {
      heap.free(chunks[i]);
    }
    chunks = Arrays.copyOf(chunks, Math.min(kept, chunks.length));
  }

  /// Bytes of the vectors themselves.
  ///
  /// @return bytes
  public long bytes() {
    return size * rowBytes;
  }

  /// Makes room for `count` vectors in all.
  ///
  /// @param count vectors in all
  public void reserve(long count) {
    long rowsPerChunk = (long) panelsPerChunk * PANEL;
    int needed = Math.toIntExact(Math.ceilDiv(count, rowsPerChunk));
    for (int i = Math.max(0, chunks.length - 1); i < needed; i++) {
      reserveChunk(i, Math.min(rowsPerChunk, count - i * rowsPerChunk), rowsPerChunk);
    }
  }

  private void reserveChunk(int chunk, long rows, long most) {
    long bytes = rows * rowBytes + Kernels.SLACK;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk + 1);
      chunks[chunk] = heap.allocate(bytes);
    } else if (chunks[chunk].byteSize() < bytes) {
      long capacity = chunks[chunk].byteSize();
      long grown = Math.min(capacity + capacity / 4, most * rowBytes + Kernels.SLACK);
      MemorySegment larger = heap.allocate(Math.max(bytes, grown));
      MemorySegment.copy(chunks[chunk], 0, larger, 0, capacity);
      heap.free(chunks[chunk]);
      chunks[chunk] = larger;
    }
  }

  /// Spreads the rows of the last panel out to the width that it has with `more` rows.
  private int widenLastPanel(int more) {
    int used = (int) (size % PANEL);
    int width = used + more;
    if (used > 0) {
      long panel = size / PANEL;
      MemorySegment memory = segment(panel);
      long start = offset(panel);
      // from the last dimension down, so that nothing is overwritten before it has moved
      for (long i = d - 1L; i > 0; i--) {
        long from = start + i * used * Float.BYTES;
        long to = start + i * width * Float.BYTES;
        MemorySegment.copy(memory, from, memory, to, (long) used * Float.BYTES);
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
    for (long i = 1; i < d; i++) {
      long source = start + i * from * Float.BYTES;
      long target = start + i * to * Float.BYTES;
      MemorySegment.copy(memory, source, memory, target, (long) to * Float.BYTES);
    }
  }

  private void put(long row, int width, float[] values, int first) {
    long panel = row / PANEL;
    MemorySegment memory = segment(panel);
    long at = offset(panel) + row % PANEL * Float.BYTES;
    long step = (long) width * Float.BYTES;
    for (int i = 0; i < d; i++, at += step) {
      memory.set(FLOAT, at, values[first + i]);
    }
  }

  private void gather(long row, int width, float[] to, int first) {
    long panel = row / PANEL;
    MemorySegment memory = segment(panel);
    long at = offset(panel) + row % PANEL * Float.BYTES;
    long step = (long) width * Float.BYTES;
    for (int i = 0; i < d; i++, at += step) {
      to[first + i] = memory.get(FLOAT, at);
    }
  }
}
