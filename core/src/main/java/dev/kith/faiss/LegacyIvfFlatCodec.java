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
    var lists = LegacyLists.skipIds(header.nlist(), input);
    var index = IvfFlatCodec.empty(header, reader);
    var content = IvfFlatCodec.content(header, index, reader);
    lists.readIds(content, input);
    var map = StoredDirectMap.read(header.index().ntotal(), index.lists(), reader);
    lists.readCodes(content, type.equals(COUNTED_IN_BYTES) ? 1 : Float.BYTES, input);
    map.check(index.lists(), input);
    index.restore(header.index().ntotal(), header.nprobe(), map.map());
    return index;
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
