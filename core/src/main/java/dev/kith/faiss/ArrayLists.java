// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.InvertedLists;
import java.io.IOException;

/// Inverted lists inside the index file, `ilar` (specification of the file format, section 4.2):
/// u64 nlist, u64 code_size, then either `full` and the sizes of all lists, or `sprs` and pairs of
/// list and size; then for every list that is not empty its codes and its ids.
final class ArrayLists {

  private static final FourCc FULL = FourCc.of("full");
  private static final FourCc SPARSE = FourCc.of("sprs");

  private ArrayLists() {}

  static void read(ListContent content, IndexInput input) throws IOException {
    StoredLists.readHeader(content, input);
    var sizes = readSizes(content.count(), input);
    long sum = content.check(sizes, input);
    input.require(sum, content.entrySize(), "codes with ids");
    var rows = new RowReader(input);
    for (int list = 0; list < sizes.length; list++) {
      content.readCodes(list, sizes[list], rows);
      content.readIds(list, sizes[list], input);
    }
  }

  private static long[] readSizes(int lists, IndexInput input) throws IOException {
    var form = input.fourCc("the form of the list sizes");
    if (form.equals(FULL)) {
      return readFull(lists, input);
    }
    if (form.equals(SPARSE)) {
      return readSparse(lists, input);
    }
    throw input.wrong("list sizes in the form full or sprs", form.toString());
  }

  private static long[] readFull(int lists, IndexInput input) throws IOException {
    input.count(lists, Long.BYTES, "list sizes");
    var sizes = new long[lists];
    for (int list = 0; list < lists; list++) {
      sizes[list] = input.u64("the size of a list");
    }
    return sizes;
  }

  /// Pairs of list and size; lists ascend.
  private static long[] readSparse(int lists, IndexInput input) throws IOException {
    long numbers = input.count(Long.BYTES, "list numbers and sizes");
    if (numbers % 2 != 0) {
      throw input.wrong("an even number of list numbers and sizes", Long.toString(numbers));
    }
    var sizes = new long[lists];
    long last = -1;
    for (long i = 0; i < numbers; i += 2) {
      long list = input.i64("the number of a list");
      if (list <= last || list >= lists) {
        throw input.wrong(
            "a list number above " + last + " and below " + lists, Long.toUnsignedString(list));
      }
      sizes[(int) list] = input.u64("the size of a list");
      last = list;
    }
    return sizes;
  }

  static void write(InvertedLists<?> lists, long codeSize, IndexOutput output) throws IOException {
    output.fourCc("ilar");
    output.i64(lists.count());
    output.i64(codeSize);
    writeSizes(lists, output);
    for (int list = 0; list < lists.count(); list++) {
      output.codes(lists.codes(list));
      output.longs(lists.ids(list));
    }
  }

  private static void writeSizes(InvertedLists<?> lists, IndexOutput output) throws IOException {
    int filled = filled(lists);
    boolean full = filled > lists.count() / 2;
    output.fourCc(full ? "full" : "sprs");
    output.i64(full ? lists.count() : 2L * filled);
    for (int list = 0; list < lists.count(); list++) {
      if (!full && lists.size(list) > 0) {
        output.i64(list);
      }
      if (full || lists.size(list) > 0) {
        output.i64(lists.size(list));
      }
    }
  }

  private static int filled(InvertedLists<?> lists) {
    int filled = 0;
    for (int list = 0; list < lists.count(); list++) {
      filled += lists.size(list) > 0 ? 1 : 0;
    }
    return filled;
  }
}
