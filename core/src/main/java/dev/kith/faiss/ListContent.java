// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.InvertedLists;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Fills inverted lists of plain codes, the floats of vectors among them, from any of the layouts.
final class ListContent {

  /// Alignment, and the bytes that kernels may read behind a list.
  private static final long LIST_OVERHEAD = 512;

  /// Bytes of the Java objects of a list that is not empty.
  private static final long LIST_BYTES = 160;

  private final InvertedLists<?> lists;
  private final long vectors;
  private final long codeSize;
  private final IndexReader reader;

  /// What is done with codes that may stay in the file; null where they may not.
  private @Nullable Mapping mapping;

  /// Vectors of the lists whose sizes are known.
  private long granted;

  /// @param lists empty
  /// @param vectors ntotal
  /// @param codeSize bytes of a code
  /// @param reader counts the memory and hears warnings
  ListContent(InvertedLists<?> lists, long vectors, long codeSize, IndexReader reader) {
    this.lists = lists;
    this.vectors = vectors;
    this.codeSize = codeSize;
    this.reader = reader;
  }

  /// Takes the codes of a list where they lie in the file.
  @FunctionalInterface
  interface Mapping {
    void set(int list, MemorySegment codes);
  }

  /// Leaves the codes in the file.
  ///
  /// @param taker gives them to their lists
  /// @return this
  ListContent mapped(Mapping taker) {
    mapping = taker;
    return this;
  }

  /// Number of lists.
  int count() {
    return lists.count();
  }

  /// Bytes of a code.
  long codeSize() {
    return codeSize;
  }

  /// Bytes of a code with its id.
  long entrySize() {
    return codeSize + Long.BYTES;
  }

  /// Checks the sizes of all lists before they are filled.
  ///
  /// @param sizes vectors of each list, none negative
  /// @return their sum
  long check(long[] sizes, IndexInput input) throws FaissFormatException {
    for (long size : sizes) {
      grant(size, input);
    }
    checkSum();
    return granted;
  }

  /// Checks the size of the next list, and asks for its memory.
  ///
  /// @param size vectors, not negative
  void grant(long size, IndexInput input) throws FaissFormatException {
    if (size > vectors - granted) {
      throw input.wrong(
          "lists of " + vectors + " vectors in all, as the header has (ntotal)", "more than that");
    }
    granted += size;
    reader
        .budget()
        .take(size, mapping == null ? entrySize() : Long.BYTES, "vectors in lists", input);
    if (size > 0) {
      reader.budget().take(1, LIST_OVERHEAD, "list that is not empty", input);
      reader.budget().takeHeap(1, LIST_BYTES, "list that is not empty", input);
    }
  }

  /// Says what is in no list. Faiss counts vectors that it could not assign to a list (with a NaN
  /// in them) in ntotal, so lists may hold fewer than that.
  void checkSum() {
    if (granted < vectors) {
      reader.warn(
          (vectors - granted)
              + " of "
              + vectors
              + " vectors are in no list and will not be found: the index counts vectors with a NaN,"
              + " but does not keep them");
    }
  }

  /// Reads the codes of a list.
  void readCodes(int list, long size, RowReader rows) throws IOException {
    if (mapping != null && size > 0) {
      mapping.set(list, rows.map(size, codeSize));
      return;
    }
    lists.reserve(list, size);
    rows.read(size, lists.codes(list));
  }

  /// Reads the ids of a list.
  void readIds(int list, long size, IndexInput input) throws IOException {
    input.require(size, Long.BYTES, "ids");
    if (mapping == null) {
      lists.reserve(list, size);
    }
    var target = lists.ids(list);
    target.reserve(size);
    for (long i = 0; i < size; i++) {
      target.add(input.id());
    }
  }
}
