// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.IdMapIndex;
import java.io.IOException;
import java.util.List;

/// Id maps (specification of the file format, section 5.4): header, the index inside, ntotal ids.
/// The table from ids to positions (`IxM2`) is not stored; where an id comes twice, it leads to the
/// last of its vectors.
final class IdMapCodec implements IndexCodec {

  private static final FourCc TWO_WAY = FourCc.of("IxM2");

  @Override
  public List<String> types() {
    return List.of("IxMp", "IxM2");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    var inner = reader.index("the index of an id map");
    check(header, inner, input);
    input.count(header.ntotal(), Long.BYTES, "ids of an id map");
    reader.budget().take(header.ntotal(), Long.BYTES, "ids of an id map", input);
    if (type.equals(TWO_WAY)) {
      reader.takeTable(header.ntotal());
    }
    var index = reader.own(new IdMapIndex(inner, type.equals(TWO_WAY)));
    index.ids().reserve(header.ntotal());
    for (long position = 0; position < header.ntotal(); position++) {
      index.note(input.id());
    }
    return index;
  }

  private static void check(IndexHeader header, BaseIndex inner, IndexInput input)
      throws FaissFormatException {
    header.checkSame(inner, input);
    if (inner.largestId() >= header.ntotal()) {
      throw input.wrong(
          header.start(),
          "an index inside the id map that numbers its vectors below " + header.ntotal(),
          "one with the id " + inner.largestId());
    }
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof IdMapIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var map = (IdMapIndex) index;
    var output = writer.output();
    output.fourCc(map.isTwoWay() ? "IxM2" : "IxMp");
    IndexHeader.writeWrapper(map, output);
    writer.index(map.inner());
    output.i64(map.ids().size());
    output.longs(map.ids());
  }
}
