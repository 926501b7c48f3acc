// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Room for a growing number of rows, in chunks of equally many rows. Only the last chunk is ever
/// copied when there come more.
public final class NativeChunks {

  private final NativeHeap heap;
  private final int rowsPerChunk;
  private final int rowBytes;
  private final int slack;
  private MemorySegment[] chunks = new MemorySegment[0];

  /// No room yet.
  ///
  /// @param heap where the memory comes from
  /// @param rowsPerChunk rows of a full chunk
  /// @param rowBytes bytes of a row
  /// @param slack bytes that are readable behind the last row of a chunk
  public NativeChunks(NativeHeap heap, int rowsPerChunk, int rowBytes, int slack) {
    this.heap = heap;
    this.rowsPerChunk = rowsPerChunk;
    this.rowBytes = rowBytes;
    this.slack = slack;
  }

  /// A chunk.
  ///
  /// @param number from 0
  /// @return its memory
  public MemorySegment get(int number) {
    return chunks[number];
  }

  /// All chunks as they are now; the next [#reserve] or [#keep] may replace them.
  ///
  /// @return a copy of the array, not of the chunks
  public MemorySegment[] all() {
    return chunks.clone();
  }

  /// Makes room.
  ///
  /// @param rows in all
  public void reserve(long rows) {
    int needed = Math.toIntExact(Math.ceilDiv(rows, rowsPerChunk));
    for (int i = Math.max(0, chunks.length - 1); i < needed; i++) {
      reserve(i, Math.min(rowsPerChunk, rows - (long) i * rowsPerChunk));
    }
  }

  private void reserve(int chunk, long rows) {
    long bytes = rows * rowBytes + slack;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk + 1);
      chunks[chunk] = heap.allocate(bytes);
    } else if (chunks[chunk].byteSize() < bytes) {
      long capacity = chunks[chunk].byteSize();
      long grown = Math.min(capacity + capacity / 4, (long) rowsPerChunk * rowBytes + slack);
      MemorySegment larger = heap.allocate(Math.max(bytes, grown));
      MemorySegment.copy(chunks[chunk], 0, larger, 0, capacity);
      heap.free(chunks[chunk]);
      chunks[chunk] = larger;
    }
  }

  /// Gives back what is not needed any more.
  ///
  /// @param rows that are left
  public void keep(long rows) {
    int kept = (int) Math.ceilDiv(rows, rowsPerChunk);
    for (int i = kept; i < chunks.length; i++) {
      heap.free(chunks[i]);
    }
    chunks = Arrays.copyOf(chunks, Math.min(kept, chunks.length));
  }
}
