// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.InvertedLists;
import dev.kith.internal.panel.PackedCodes;
import java.io.IOException;

/// Inverted lists of packed codes, `ilbl` (specification of the file format, section 4.3): u64
/// nlist, u64 code_size (all bits set), u64 n_per_block, u64 block_size, and for every list its ids
/// and its blocks.
final class BlockLists {

  private static final FourCc TYPE = FourCc.of("ilbl");

  /// What stands for the size of a code that is not a whole number of bytes.
  private static final long NO_CODE_SIZE = -1;

  private BlockLists() {}

  /// Fills lists.
  ///
  /// @param lists empty
  /// @param vectors ntotal
  /// @param rows of a block in the file, bbs
  /// @param reader gives the numbers and memory
  static void read(InvertedLists<PackedCodes> lists, long vectors, int rows, IndexReader reader)
      throws IOException {
    var input = reader.input();
    var type = input.fourCc("the type of the inverted lists");
    if (!type.equals(TYPE)) {
      throw input.wrong("inverted lists of packed codes (ilbl)", KnownTypes.describe(type));
    }
    int pairs = lists.codes(0).pairs();
    expect(lists.count(), "the number of lists (nlist)", input);
    expect(NO_CODE_SIZE, "the size of a code in blocks (code_size)", input);
    expect(rows, "the vectors of a block (n_per_block)", input);
    expect((long) rows * pairs, "the bytes of a block (block_size)", input);
    var content = new ListContent(lists, vectors, pairs, reader);
    for (int list = 0; list < lists.count(); list++) {
      long size = input.count(Long.BYTES, "ids of a list");
      content.grant(size, input);
      content.readIds(list, size, input);
      new PackedBlocks(lists.codes(list), rows).read(size, reader);
    }
    content.checkSum();
  }

  private static void expect(long expected, String what, IndexInput input) throws IOException {
    long found = input.i64(what);
    if (found != expected) {
      throw input.wrong(
          "%d for %s, as follows from what comes before".formatted(expected, what), "" + found);
    }
  }

  static void write(InvertedLists<PackedCodes> lists, int rows, IndexOutput output)
      throws IOException {
    output.fourCc("ilbl");
    output.i64(lists.count());
    output.i64(NO_CODE_SIZE);
    output.i64(rows);
    output.i64((long) rows * lists.codes(0).pairs());
    for (int list = 0; list < lists.count(); list++) {
      output.i64(lists.size(list));
      output.longs(lists.ids(list));
      new PackedBlocks(lists.codes(list), rows).write(output);
    }
  }
}
