// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.memory.NativeChunks;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// A growing list of float vectors, row after row: what is looked up one by one lies in as few
/// cache lines as can be. Rows lie in chunks of about a megabyte.
public final class RowList implements CodeStore {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final int CHUNK_BYTES = 1 << 20;

  private final int d;
  private final int rowBytes;
  private final int shift;
  private final NativeChunks chunks;
  private long size;

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

  @Override
  public int codeSize() {
    return rowBytes;
  }

  @Override
  public boolean holdsFloats() {
    return true;
  }

  @Override
  public long size() {
    return size;
  }

  /// The rows as kernels want them.
  ///
  /// @return where they lie, until the list changes
  public RowMemory memory() {
    return new RowMemory(chunks.all(), shift, d);
  }

  /// Copies up to 64 rows as a panel, to be scanned: component i of all rows, then component i + 1.
  ///
  /// @param panel rows `64 * panel` to `64 * panel + 63`, or to the last one
  /// @param to receives the panel from its beginning
  public void copyPanel(long panel, MemorySegment to) {
    long first = panel * PANEL;
    int width = (int) Math.min(PANEL, size - first);
    for (int j = 0; j < width; j++) {
      MemorySegment from = segment(first + j);
      long start = offset(first + j);
      for (int i = 0; i < d; i++) {
        float component = from.get(FLOAT, start + (long) i * Float.BYTES);
        to.setAtIndex(FLOAT, (long) i * width + j, component);
      }
    }
  }

  @Override
  public void reserve(long count) {
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

  @Override
  public void move(long from, long to) {
    Objects.checkIndex(to, size);
    copyCode(from, segment(to), offset(to));
  }

  @Override
  public void truncate(long count) {
    if (count < size) {
      size = count;
      chunks.keep(count);
    }
  }

  private MemorySegment segment(long row) {
    return chunks.get((int) (row >>> shift));
  }

  private long offset(long row) {
    return (row & ((1L << shift) - 1)) * rowBytes;
  }
}
