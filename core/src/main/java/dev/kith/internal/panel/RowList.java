// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.memory.NativeChunks;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A growing list of float vectors, row after row: what is looked up one by one lies in as few
/// cache lines as can be. Rows lie in chunks of about a megabyte, or in a file that is mapped,
/// until they are changed.
public final class RowList implements CodeStore, DecodingScorer.PanelDecoder {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final int CHUNK_BYTES = 1 << 20;

  private final int d;
  private final int rowBytes;
  private final int shift;
  private final NativeChunks chunks;

  /// Where the rows lie as long as they are those of a file.
  private @Nullable MemorySegment mapped;

  private long size;

  /// Made at the first need, forgotten when memory moves. It never changes, so threads that make it
  /// at the same time may each have their own.
  private @Nullable RowMemory memory;

  /// Hands out the bytes of the rows that are appended.
  private interface Rows {
    void copy(long row, MemorySegment to, long at);
  }

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  /// @param d dimensions
  public RowList(NativeHeap heap, int d) {
    this.d = d;
    this.rowBytes = Math.multiplyExact(d, Float.BYTES);
    int rowsPerChunk = Integer.highestOneBit(Math.max(1, CHUNK_BYTES / rowBytes));
    this.shift = Integer.numberOfTrailingZeros(rowsPerChunk);
    this.chunks = new NativeChunks(heap, rowsPerChunk, rowBytes, 0);
  }

  /// The rows of a file.
  ///
  /// @param heap where memory comes from once they are changed
  /// @param d dimensions
  /// @param rows whole rows, in the order of bytes that this machine has
  /// @return a list that takes no memory until it is changed
  public static RowList mapped(NativeHeap heap, int d, MemorySegment rows) {
    RowList list = new RowList(heap, d);
    list.mapped = rows;
    list.size = rows.byteSize() / list.rowBytes;
    return list;
  }

  /// Copies rows that are about to change out of their file.
  private void own() {
    if (mapped != null) {
      MemorySegment rows = mapped;
      memory = null;
      mapped = null;
      chunks.reserve(size);
      for (long row = 0; row < size; row++) {
        MemorySegment.copy(rows, row * rowBytes, segment(row), offset(row), rowBytes);
      }
    }
  }

  /// Components of a vector.
  ///
  /// @return d
  public int dimension() {
    return d;
  }

  @Override
  public boolean holdsFloats() {
    return true;
  }

  @Override
  public int codeSize() {
    return rowBytes;
  }

  @Override
  public long size() {
    return size;
  }

  /// The rows as kernels want them.
  ///
  /// @return where they lie, until the list changes
  public RowMemory memory() {
    RowMemory known = memory;
    if (known == null) {
      known = mapped == null ? new RowMemory(chunks.all(), shift, d) : RowMemory.of(mapped, d);
      memory = known;
    }
    return known;
  }

  /// Copies up to 64 rows as a panel, to be scanned: component i of all rows, then component i + 1.
  ///
  /// @param panel rows `64 * panel` to `64 * panel + 63`, or to the last one
  /// @param to receives the panel from its beginning
  @Override
  public void decode(long panel, MemorySegment to) {
    long first = panel * PANEL;
    int width = (int) Math.min(PANEL, size - first);
    if (!hasWholePanels()) {
      gather(first, width, to);
    } else {
      Kernels.best().turn(segment(first), offset(first), width, d, to);
    }
  }

  /// Whether the 64 rows of a panel lie together.
  ///
  /// @return false where rows are so long that a chunk has fewer
  public boolean hasWholePanels() {
    return mapped != null || 1 << shift >= PANEL;
  }

  /// Rows so long that a chunk has less than a panel of them.
  private void gather(long first, int width, MemorySegment to) {
    long step = (long) width * Float.BYTES;
    for (int j = 0; j < width; j++) {
      MemorySegment from = segment(first + j);
      long at = offset(first + j);
      for (int i = 0; i < d; i++) {
        to.set(
            FLOAT, i * step + (long) j * Float.BYTES, from.get(FLOAT, at + (long) i * Float.BYTES));
      }
    }
  }

  @Override
  public void reserve(long count) {
    own();
    memory = null;
    chunks.reserve(count);
  }

  @Override
  public void append(Codes source, RowOrder order, long count) {
    MemorySegment from = source.segment();
    append(
        (i, to, at) -> MemorySegment.copy(from, source.offset(order.row(i)), to, at, rowBytes),
        count);
  }

  @Override
  public void append(CodeStore other) {
    append(other::copyCode, other.size());
  }

  /// Rows count when all of them are there.
  private void append(Rows source, long count) {
    reserve(size + count);
    for (long i = 0; i < count; i++) {
      source.copy(i, segment(size + i), offset(size + i));
    }
    size += count;
  }

  @Override
  public void copyCode(long row, MemorySegment to, long at) {
    Objects.checkIndex(row, size);
    MemorySegment.copy(segment(row), offset(row), to, at, rowBytes);
  }

  /// Copies one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @param to receives its components
  /// @param at where in `to`
  public void copyRow(long row, float[] to, int at) {
    Objects.checkIndex(row, size);
    MemorySegment.copy(segment(row), FLOAT, offset(row), to, at, d);
  }

  @Override
  public void move(long from, long to) {
    Objects.checkIndex(to, size);
    own();
    copyCode(from, segment(to), offset(to));
  }

  @Override
  public void truncate(long count) {
    if (count < size) {
      own();
      memory = null;
      size = count;
      chunks.keep(count);
    }
  }

  private MemorySegment segment(long row) {
    return mapped != null ? mapped : chunks.get((int) (row >>> shift));
  }

  private long offset(long row) {
    return (mapped != null ? row : row & ((1L << shift) - 1)) * rowBytes;
  }
}
