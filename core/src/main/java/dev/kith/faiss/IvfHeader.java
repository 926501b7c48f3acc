// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.index.IvfIndex;
import dev.kith.internal.index.BaseIndex;
import java.io.IOException;

/// What every index with inverted lists begins with (specification of the file format, section
/// 3.9): index header, u64 nlist, u64 nprobe, coarse quantizer. The direct map comes after it.
///
/// @param index the index header
/// @param nlist number of lists
/// @param nprobe lists to visit, as the file has it
/// @param quantizer the index of the centroids
record IvfHeader(IndexHeader index, int nlist, long nprobe, BaseIndex quantizer) {

  /// Bytes of what leads to a list, and of its size in the file.
  private static final long LIST_BYTES = 2 * Long.BYTES;

  static IvfHeader read(IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    int nlist = nlist(reader);
    long nprobe = input.u64("the number of lists to visit (nprobe)");
    var quantizer = reader.index("the coarse quantizer", FlatCodec::forLookUps);
    checkQuantizer(header, nlist, quantizer, input);
    return new IvfHeader(header, nlist, nprobe, quantizer);
  }

  private static int nlist(IndexReader reader) throws IOException {
    var input = reader.input();
    long nlist = input.u64("the number of lists (nlist)");
    int most = reader.options().maxLists();
    if (nlist < 1 || nlist > most) {
      throw input.wrong(
          "a number of lists (nlist) of 1 to " + most,
          nlist + (nlist > 0 ? "; raise ReadOptions.maxLists if the file is trusted" : ""));
    }
    reader.budget().takeHeap(nlist, LIST_BYTES, "inverted lists", input);
    return (int) nlist;
  }

  /// A trained index has a centroid a list, and no number of a centroid is beyond the lists.
  /// `is_trained` may be 0 although the quantizer is full: Faiss does not notice centroids that
  /// were added to it directly.
  ///
  /// @param index the header of the index that uses the quantizer
  /// @param nlist number of lists
  static void checkQuantizer(IndexHeader index, int nlist, BaseIndex quantizer, IndexInput input)
      throws FaissFormatException {
    if (quantizer.dimension() != index.d()) {
      throw index.wrongDimension(quantizer.dimension() + ", as the coarse quantizer has", input);
    }
    boolean full = quantizer.isTrained() && quantizer.size() == nlist;
    if (!full && (index.trained() || index.ntotal() > 0)) {
      throw input.wrong(
          "a trained coarse quantizer with " + nlist + " centroids, one a list (nlist)",
          (quantizer.isTrained() ? "" : "an untrained one with ") + quantizer.size());
    }
    if (full && quantizer.largestId() >= nlist) {
      throw input.wrong(
          "numbers of centroids below " + nlist + " (nlist) from the coarse quantizer",
          Long.toString(quantizer.largestId()));
    }
  }

  static void write(IvfIndex index, long nprobe, IndexWriter writer) throws IOException {
    var output = writer.output();
    IndexHeader.write(BaseIndex.of(index), output);
    output.i64(index.listCount());
    output.i64(nprobe);
    writer.index(BaseIndex.of(index.quantizer()));
  }
}
