// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.index.DirectMapType;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.Duplicates;
import dev.kith.internal.index.IvfFlatDedupIndex;
import dev.kith.internal.memory.LongMap;
import java.io.IOException;
import java.util.List;

/// Inverted lists of whole vectors without duplicates, `IwFd` (specification of the file format,
/// section 5.3): header of inverted lists, direct map, an i64 array of the ids of duplicates,
/// lists.
///
/// The array holds pairs: an id that is in the lists, and one of an equal vector. Faiss writes them
/// in the order of a hash table; they are written here in the order in which they were read.
final class IvfFlatDedupCodec implements IndexCodec {

  private static final long PAIR_BYTES = 3 * Long.BYTES;

  @Override
  public List<String> types() {
    return List.of("IwFd");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IvfHeader.read(reader);
    var metric = header.index().metric(input);
    var index = reader.own(new IvfFlatDedupIndex(header.quantizer(), header.nlist(), metric));
    long start = input.position();
    var map = StoredDirectMap.read(header.index().ntotal(), index.lists(), reader).map();
    if (map.type() != DirectMapType.NONE) {
      throw input.wrong(
          start,
          "no direct map (0) of lists without duplicates",
          map.type() + "; call set_direct_map_type(0) in Faiss and write it again");
    }
    start = input.position();
    readPairs(header.index().ntotal(), index.duplicates(), reader);
    long stored = header.index().ntotal() - index.duplicates().size();
    int codeSize = index.codec().codeSize();
    StoredLists.read(new ListContent(index.lists(), stored, codeSize, reader), reader);
    checkPairs(start + Long.BYTES, index, input);
    index.restore(stored, header.nprobe(), map);
    return index;
  }

  private static void readPairs(long vectors, Duplicates duplicates, IndexReader reader)
      throws IOException {
    var input = reader.input();
    long numbers = input.count(Long.BYTES, "ids of equal vectors");
    if (numbers % 2 != 0 || numbers / 2 > vectors) {
      throw input.wrong(
          "an even number of ids of equal vectors, at most twice the " + vectors + " (ntotal)",
          Long.toString(numbers));
    }
    reader.takeTable(numbers / 2);
    reader.budget().take(numbers / 2, PAIR_BYTES, "ids of equal vectors", input);
    duplicates.reserve(numbers / 2);
    for (long i = 0; i < numbers; i += 2) {
      long kept = input.id();
      duplicates.add(kept, input.id());
    }
  }

  /// The first of each pair is in a list.
  private static void checkPairs(long start, IvfFlatDedupIndex index, IndexInput input)
      throws FaissFormatException {
    var kept = index.duplicates().kept();
    var missing = new LongMap();
    for (long pair = 0; pair < kept.size(); pair++) {
      missing.put(kept.get(pair), pair);
    }
    for (int list = 0; list < index.listCount() && missing.size() > 0; list++) {
      var ids = index.lists().ids(list);
      for (long i = 0; i < ids.size(); i++) {
        missing.remove(ids.get(i));
      }
    }
    if (missing.size() > 0) {
      long[] first = missing.pairs();
      throw input.wrong(
          start + first[1] * 2 * Long.BYTES,
          "an id in the lists, before that of an equal vector",
          first[0] + ", which is in none");
    }
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof IvfFlatDedupIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var ivf = (IvfFlatDedupIndex) index;
    var output = writer.output();
    output.fourCc("IwFd");
    IvfHeader.write(ivf, ivf.storedNprobe(), writer);
    StoredDirectMap.write(ivf.map(), output);
    output.i64(2 * ivf.duplicates().size());
    for (long pair = 0; pair < ivf.duplicates().size(); pair++) {
      output.i64(ivf.duplicates().kept().get(pair));
      output.i64(ivf.duplicates().others().get(pair));
    }
    ArrayLists.write(ivf.lists(), ivf.codec().codeSize(), output);
  }
}
