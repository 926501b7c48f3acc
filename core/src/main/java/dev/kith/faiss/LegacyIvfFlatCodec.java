// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import java.io.IOException;
import java.util.List;

/// Layouts of inverted lists that Faiss wrote long ago (specification of the file format, sections
/// 3.9 and 5.3): header of inverted lists, the ids of every list, direct map, then the vectors of
/// every list, with their count in bytes (`IvFL`) or in floats (`IvFl`). They are written as
/// `IwFl`.
final class LegacyIvfFlatCodec implements IndexCodec {

  private static final FourCc COUNTED_IN_BYTES = FourCc.of("IvFL");

  @Override
  public List<String> types() {
    return List.of("IvFL", "IvFl");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IvfHeader.read(reader);
    var index = IvfFlatCodec.empty(header, reader);
    var content = IvfFlatCodec.content(header, index, reader);
    var sizes = readIds(content, input);
    var map = StoredDirectMap.read(header.index().ntotal(), index.lists(), reader);
    readVectors(content, sizes, type.equals(COUNTED_IN_BYTES) ? 1 : Float.BYTES, input);
    map.check(index.lists(), input);
    index.restore(header.index().ntotal(), header.nprobe(), map.map());
    return index;
  }

  /// Reads the ids of all lists; their counts are looked through first, since every list is checked
  /// against memory before any is read.
  private static long[] readIds(ListContent content, IndexInput input) throws IOException {
    long start = input.position();
    var sizes = new long[content.count()];
    for (int list = 0; list < sizes.length; list++) {
      sizes[list] = input.count(Long.BYTES, "ids of a list");
      input.moveTo(input.position() + sizes[list] * Long.BYTES);
    }
    content.check(sizes, input);
    input.moveTo(start);
    for (int list = 0; list < sizes.length; list++) {
      input.count(sizes[list], Long.BYTES, "ids of a list");
      content.readIds(list, sizes[list], input);
    }
    return sizes;
  }

  /// Reads the vectors of all lists.
  ///
  /// @param unit bytes that a count counts
  private static void readVectors(ListContent content, long[] sizes, int unit, IndexInput input)
      throws IOException {
    var rows = new RowReader(input);
    for (int list = 0; list < sizes.length; list++) {
      input.count(sizes[list] * (content.codeSize() / unit), unit, "parts of vectors of a list");
      content.readCodes(list, sizes[list], rows);
    }
  }

  @Override
  public boolean writes(BaseIndex index) {
    return false;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) {
    throw new IllegalArgumentException("old layouts are not written");
  }
}
