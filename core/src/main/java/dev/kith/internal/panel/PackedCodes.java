// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.PackedLookups.BLOCK;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PackedLookups;
import dev.kith.internal.memory.NativeChunks;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// A growing list of codes of 4-bit numbers in blocks of 32 rows, as [PackedLookups] wants them. A
/// code is M such numbers, the first one in the low half of the first byte; where M is odd, the
/// other half of the last byte is 0.
///
/// What is behind the last row in its block is 0 too, unless a reader of files has put something
/// else there.
public final class PackedCodes implements CodeStore {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int PANEL_BLOCKS = Kernels.PANEL / BLOCK;

  /// Bytes of the numbers of one sub-quantizer in a block.
  private static final int COLUMN = BLOCK / 2;

  /// Bits of a number.
  private static final int BITS = 4;

  private static final int LOW = 0xf;

  private final int subquantizers;
  private final int pairs;
  private final int blocksPerChunk;
  private final NativeChunks chunks;
  private long size;

  /// Hands out the codes that are appended.
  private interface Rows {
    void copy(long row, MemorySegment to);
  }

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  /// @param subquantizers M, numbers of a code
  public PackedCodes(NativeHeap heap, int subquantizers) {
    this.subquantizers = subquantizers;
    this.pairs = Math.ceilDiv(subquantizers, 2);
    int panels = Math.max(1, CHUNK_BYTES / (PANEL_BLOCKS * blockBytes()));
    this.blocksPerChunk = PANEL_BLOCKS * panels;
    this.chunks = new NativeChunks(heap, blocksPerChunk, blockBytes(), PackedLookups.SLACK);
  }

  /// Numbers of a code.
  ///
  /// @return M
  public int subquantizers() {
    return subquantizers;
  }

  /// Pairs of numbers, the last of which may be half a pair.
  ///
  /// @return bytes of a code
  public int pairs() {
    return pairs;
  }

  @Override
  public int codeSize() {
    return pairs;
  }

  @Override
  public long size() {
    return size;
  }

  /// Number of blocks, the last one counted even where it is not full.
  ///
  /// @return blocks
  public long blocks() {
    return Math.ceilDiv(size, BLOCK);
  }

  /// Bytes of a block: 32 a pair.
  ///
  /// @return bytes
  public int blockBytes() {
    return Math.multiplyExact(pairs, BLOCK);
  }

  /// The memory that holds a block. Two blocks of a panel are neighbours.
  ///
  /// @param block number
  /// @return memory with [PackedLookups#SLACK] readable bytes behind the block
  public MemorySegment segment(long block) {
    return chunks.get((int) (block / blocksPerChunk));
  }

  /// Where a block begins in its [#segment].
  ///
  /// @param block number
  /// @return byte offset
  public long offset(long block) {
    return block % blocksPerChunk * blockBytes();
  }

  @Override
  public void reserve(long count) {
    chunks.reserve(Math.ceilDiv(count, BLOCK));
  }

  /// Appends codes of zeros, for somebody who fills the blocks.
  ///
  /// @param count codes in all
  public void grow(long count) {
    reserve(count);
    long before = blocks();
    size = Math.max(size, count);
    for (long block = before; block < blocks(); block++) {
      segment(block).asSlice(offset(block), blockBytes()).fill((byte) 0);
    }
  }

  @Override
  public void append(Codes source, RowOrder order, long count) {
    MemorySegment from = source.segment();
    append((i, to) -> MemorySegment.copy(from, source.offset(order.row(i)), to, 0, pairs), count);
  }

  @Override
  public void append(CodeStore other) {
    append((row, to) -> other.copyCode(row, to, 0), other.size());
  }

  private void append(Rows source, long count) {
    long before = size;
    grow(before + count);
    byte[] code = new byte[pairs];
    MemorySegment bytes = MemorySegment.ofArray(code);
    try {
      for (long i = 0; i < count; i++) {
        source.copy(i, bytes);
        put(before + i, code);
      }
    } catch (RuntimeException | Error e) {
      truncate(before);
      throw e;
    }
  }

  @Override
  public void copyCode(long row, MemorySegment to, long at) {
    Objects.checkIndex(row, size);
    MemorySegment memory = segment(row / BLOCK);
    long from = cell(row);
    int shift = shift(row);
    for (int pair = 0; pair < pairs; pair++, from += BLOCK) {
      int even = memory.get(BYTE, from) >> shift & LOW;
      int odd = memory.get(BYTE, from + COLUMN) >> shift & LOW;
      boolean half = 2 * pair + 1 == subquantizers;
      to.set(BYTE, at + pair, (byte) (half ? even : even | (odd << BITS)));
    }
  }

  @Override
  public void move(long from, long to) {
    byte[] code = new byte[pairs];
    copyCode(from, MemorySegment.ofArray(code), 0);
    put(Objects.checkIndex(to, size), code);
  }

  @Override
  public void truncate(long count) {
    if (count >= size) {
      return;
    }
    byte[] zeros = new byte[pairs];
    long end = Math.min(size, Math.ceilDiv(count, BLOCK) * BLOCK);
    for (long row = count; row < end; row++) {
      put(row, zeros);
    }
    size = count;
    chunks.keep(blocks());
  }

  private void put(long row, byte[] code) {
    MemorySegment memory = segment(row / BLOCK);
    long to = cell(row);
    int shift = shift(row);
    int others = ~(LOW << shift);
    for (int pair = 0; pair < pairs; pair++, to += BLOCK) {
      int even = code[pair] & LOW;
      int odd = code[pair] >> BITS & LOW;
      memory.set(BYTE, to, (byte) ((memory.get(BYTE, to) & others) | (even << shift)));
      int old = memory.get(BYTE, to + COLUMN);
      memory.set(BYTE, to + COLUMN, (byte) ((old & others) | (odd << shift)));
    }
  }

  /// Where the first number of a row is, in the segment of its block: byte k of a column holds row
  /// k / 2, or for odd k the row 8 further on.
  private long cell(long row) {
    int l = (int) (row % COLUMN);
    int k = l < COLUMN / 2 ? 2 * l : 2 * l - COLUMN + 1;
    return offset(row / BLOCK) + k;
  }

  /// The second half of the rows of a block is in the high bits.
  private static int shift(long row) {
    return row % BLOCK < COLUMN ? 0 : BITS;
  }
}
