// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.IvfScalarQuantizerIndex;
import dev.kith.internal.quantize.ScalarQuantizer;
import java.io.IOException;
import java.util.List;

/// Inverted lists of codes of a scalar quantizer, `IwSq` (specification of the file format, section
/// 5.3): header of inverted lists, direct map, quantizer, u64 code_size, bool by_residual, lists.
/// The older `IwSQ` has no by_residual, which is true. The oldest, `IvSQ`, has not either; its ids
/// come before the direct map, and its codes at the end.
final class IvfScalarQuantizerCodec implements IndexCodec {

  private static final FourCc CURRENT = FourCc.of("IwSq");
  private static final FourCc OLDEST = FourCc.of("IvSQ");

  @Override
  public List<String> types() {
    return List.of("IwSq", "IwSQ", "IvSQ");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    return type.equals(OLDEST) ? readOldest(reader) : read(type.equals(CURRENT), reader);
  }

  private static BaseIndex read(boolean isFlagged, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IvfHeader.read(reader);
    long map = StoredDirectMap.skip(input);
    var codec = codec(header, reader);
    boolean byResidual = !isFlagged || input.bool("whether codes are of residuals (by_residual)");
    var index = empty(header, codec, byResidual, reader);
    StoredLists.read(content(header, index, reader), reader);
    return restored(index, header, map, reader);
  }

  private static BaseIndex readOldest(IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IvfHeader.read(reader);
    var lists = LegacyLists.skipIds(header.nlist(), input);
    long map = StoredDirectMap.skip(input);
    var index = empty(header, codec(header, reader), true, reader);
    var content = content(header, index, reader);
    lists.readIds(content, input);
    lists.readCodes(content, 1, input);
    return restored(index, header, map, reader);
  }

  private static ScalarQuantizer codec(IvfHeader header, IndexReader reader) throws IOException {
    var codec = ScalarQuantizerFields.read(header.index(), reader);
    long codeSize = reader.input().u64("the size of a code in lists (code_size)");
    ScalarQuantizerFields.checkCodeSize(codeSize, codec, reader.input());
    return codec;
  }

  private static IvfScalarQuantizerIndex empty(
      IvfHeader header, ScalarQuantizer codec, boolean byResidual, IndexReader reader)
      throws FaissFormatException {
    var metric = header.index().metric(reader.input());
    return reader.own(
        new IvfScalarQuantizerIndex(header.quantizer(), header.nlist(), metric, codec, byResidual));
  }

  private static ListContent content(
      IvfHeader header, IvfScalarQuantizerIndex index, IndexReader reader) {
    return new ListContent(
        index.lists(), header.index().ntotal(), index.codec().codeSize(), reader);
  }

  private static BaseIndex restored(
      IvfScalarQuantizerIndex index, IvfHeader header, long mapAt, IndexReader reader)
      throws IOException {
    long vectors = header.index().ntotal();
    var map = StoredDirectMap.readAt(mapAt, vectors, index.lists(), reader);
    map.check(index.lists(), reader.input());
    index.restore(vectors, header.nprobe(), map.map());
    return index;
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof IvfScalarQuantizerIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var ivf = (IvfScalarQuantizerIndex) index;
    var output = writer.output();
    output.fourCc("IwSq");
    IvfHeader.write(ivf, ivf.storedNprobe(), writer);
    StoredDirectMap.write(ivf.map(), output);
    ScalarQuantizerFields.write(ivf.scalarQuantizer(), output);
    output.i64(ivf.codec().codeSize());
    output.bool(ivf.residualFlag());
    ArrayLists.write(ivf.lists(), ivf.codec().codeSize(), output);
  }
}
