// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static dev.kith.internal.kernel.PackedLookups.BLOCK;

import dev.kith.internal.panel.PackedCodes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Packed 4-bit codes (specification of the file format, section 7) behind their count of bytes.
///
/// In a file a block has bbs vectors, and for each pair of sub-quantizers 32 bytes for every 32 of
/// them. In memory a block has 32 vectors, so with a larger bbs these pieces of 32 bytes are
/// grouped in another way.
///
/// @param codes that are read or written
/// @param rows of a block in the file, bbs, a multiple of 32
record PackedBlocks(PackedCodes codes, int rows) {

  private static final byte[] NOTHING = new byte[BLOCK];

  /// Blocks in memory that a block of the file has room for.
  private int groups() {
    return rows / BLOCK;
  }

  /// Vectors and gaps of so many vectors in a file.
  private long padded(long size) {
    return Math.ceilDiv(size, rows) * rows;
  }

  /// Reads codes.
  ///
  /// @param size how many
  /// @param reader gives the bytes and memory
  void read(long size, IndexReader reader) throws IOException {
    var input = reader.input();
    long bytes = input.count(1, "bytes of packed codes");
    if (bytes % codes.pairs() != 0 || bytes / codes.pairs() != padded(size)) {
      throw input.wrong(
          "%d bytes of packed codes a vector, for %d vectors with the gaps of their blocks"
              .formatted(codes.pairs(), padded(size)),
          bytes + " in all");
    }
    long blocks = Math.ceilDiv(size, BLOCK);
    reader.budget().take(blocks, codes.blockBytes(), "blocks of packed codes", input);
    codes.grow(size);
    try (var arena = Arena.ofConfined()) {
      var piece = arena.allocate(BLOCK);
      for (long first = 0; first < blocks; first += groups()) {
        readBlock(first, piece, input);
      }
    }
  }

  private void readBlock(long first, MemorySegment piece, IndexInput input) throws IOException {
    if (groups() == 1) {
      var whole = codes.segment(first).asSlice(codes.offset(first), codes.blockBytes());
      input.bytes(whole, "packed codes");
      return;
    }
    for (int pair = 0; pair < codes.pairs(); pair++) {
      for (long block = first; block < first + groups(); block++) {
        input.bytes(piece, "packed codes");
        if (block < codes.blocks()) {
          MemorySegment.copy(piece, 0, codes.segment(block), at(block, pair), BLOCK);
        }
      }
    }
  }

  /// Where the piece of a pair is in memory.
  private long at(long block, int pair) {
    return codes.offset(block) + (long) pair * BLOCK;
  }

  void write(IndexOutput output) throws IOException {
    output.i64(padded(codes.size()) * codes.pairs());
    byte[] piece = new byte[BLOCK];
    for (long first = 0; first < codes.blocks(); first += groups()) {
      for (int pair = 0; pair < codes.pairs(); pair++) {
        for (long block = first; block < first + groups(); block++) {
          output.bytes(block < codes.blocks() ? copied(block, pair, piece) : NOTHING);
        }
      }
    }
  }

  private byte[] copied(long block, int pair, byte[] piece) {
    var from = codes.segment(block);
    MemorySegment.copy(from, ValueLayout.JAVA_BYTE, at(block, pair), piece, 0, BLOCK);
    return piece;
  }

  /// Reads bbs, which must be a multiple of 32.
  static int readRows(IndexInput input) throws IOException {
    int rows = input.i32("the vectors of a block (bbs)");
    if (rows < 1 || rows % BLOCK != 0) {
      throw input.wrong("a positive multiple of " + BLOCK + " vectors a block (bbs)", "" + rows);
    }
    return rows;
  }

  /// Checks M2, which must be the number of sub-quantizers, rounded up to an even one.
  ///
  /// @param columns M2 as the file has it
  /// @param position where it stands there
  /// @param pairs of sub-quantizers, as the quantizer has them
  static void checkColumns(long columns, long position, int pairs, IndexInput input)
      throws FaissFormatException {
    if (columns != 2L * pairs) {
      throw input.wrong(
          position,
          "%d sub-quantizers a block (M2), as the quantizer has, rounded up to even"
              .formatted(2 * pairs),
          "" + columns);
    }
  }
}
