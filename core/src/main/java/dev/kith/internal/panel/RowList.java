// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.memory.NativeChunks;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A growing list of float vectors, row after row: what is looked up one by one lies in as few cache
/// lines as can be. Rows lie in chunks of about a megabyte.
public final class RowList implements VectorStore {

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
  public int dimension() {
    return d;
  }

  @Override
  public int codeSize() {
    return rowBytes;
  }

  @Override
  public long size() {
    return size;
  }

  /// The rows as kernels want them, until the list changes.
  ///
  /// @return where they lie
  public RowMemory memory() {
    return new RowMemory(chunks.all(), shift, d);
  }

  @Override
  public void reserve(long count) {
    chunks.reserve(count);
  }

  @Override
  public void append(Vectors source, RowOrder order, long count) {
    MemorySegment from = source.segment();
    append(
        (i, to, at) ->
            MemorySegment.copy(from, source.offset(order.row(i)), to, at, rowBytes),
        count);
  }

  @Override
  public void append(Codes source, RowOrder order, long count) {
    MemorySegment from = source.segment();
    append(
        (i, to, at) ->
            MemorySegment.copy(from, source.offset(order.row(i)), to, at, rowBytes),
        count);
  }

  @Override
  public void append(CodeStore other) {
    append(other::copyCode, other.size());
  }

  /// Counts the rows when all of them are there.
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
