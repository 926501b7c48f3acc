// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.IvfFlatIndex;
import java.io.IOException;
import java.util.List;

/// Inverted lists of whole vectors, `IwFl` (specification of the file format, section 5.3): header
/// of inverted lists, direct map, lists.
final class IvfFlatCodec implements IndexCodec {

  @Override
  public List<String> types() {
    return List.of("IwFl");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IvfHeader.read(reader);
    var index = empty(header, reader);
    var map = StoredDirectMap.read(header.index().ntotal(), index.lists(), reader);
    var content = content(header, index, reader);
    if (reader.mapsFloats()) {
      content.mapped(index::map);
    }
    StoredLists.read(content, reader);
    map.check(index.lists(), input);
    index.restore(header.index().ntotal(), header.nprobe(), map.map());
    return index;
  }

  /// An index that a header describes, without its vectors.
  static IvfFlatIndex empty(IvfHeader header, IndexReader reader) throws FaissFormatException {
    var metric = header.index().metric(reader.input());
    return reader.own(new IvfFlatIndex(header.quantizer(), header.nlist(), metric));
  }

  /// The lists of an empty index, to be filled.
  static ListContent content(IvfHeader header, IvfFlatIndex index, IndexReader reader) {
    return new ListContent(
        index.lists(), header.index().ntotal(), index.codec().codeSize(), reader);
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof IvfFlatIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var ivf = (IvfFlatIndex) index;
    var output = writer.output();
    output.fourCc("IwFl");
    IvfHeader.write(ivf, ivf.storedNprobe(), writer);
    StoredDirectMap.write(ivf.map(), output);
    ArrayLists.write(ivf.lists(), ivf.codec().codeSize(), output);
  }
}
