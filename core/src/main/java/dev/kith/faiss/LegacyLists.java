// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import java.io.IOException;

/// Inverted lists as Faiss wrote them long ago (specification of the file format, sections 3.9 and
/// 5.3): first the ids of every list, and after other fields the codes of every list. The ids are
/// passed over, and read when it is known what codes they belong to and that there is memory for
/// all.
final class LegacyLists {

  private final long start;
  private final long[] sizes;

  /// @param start position of the ids
  /// @param sizes vectors of each list
  private LegacyLists(long start, long[] sizes) {
    this.start = start;
    this.sizes = sizes;
  }

  /// Passes over the ids of all lists.
  ///
  /// @param lists how many
  static LegacyLists skipIds(int lists, IndexInput input) throws IOException {
    long start = input.position();
    var sizes = new long[lists];
    for (int list = 0; list < lists; list++) {
      sizes[list] = input.skipArray(Long.BYTES, "ids of a list");
    }
    return new LegacyLists(start, sizes);
  }

  /// Reads the ids of all lists, and goes on where the input is.
  void readIds(ListContent content, IndexInput input) throws IOException {
    content.check(sizes, input);
    long after = input.position();
    input.moveTo(start);
    for (int list = 0; list < sizes.length; list++) {
      input.count(sizes[list], Long.BYTES, "ids of a list");
      content.readIds(list, sizes[list], input);
    }
    input.moveTo(after);
  }

  /// Reads the codes of all lists.
  ///
  /// @param unit bytes that a count counts
  void readCodes(ListContent content, int unit, IndexInput input) throws IOException {
    var rows = new RowReader(input);
    for (int list = 0; list < sizes.length; list++) {
      input.count(sizes[list] * (content.codeSize() / unit), unit, "parts of codes of a list");
      content.readCodes(list, sizes[list], rows);
    }
  }
}
