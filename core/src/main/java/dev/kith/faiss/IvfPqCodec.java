// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.CandidateFactor;
import dev.kith.internal.index.IvfPqIndex;
import dev.kith.internal.index.IvfPqRefinedIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.List;

/// Inverted lists of product codes (specification of the file format, section 5.3): header of
/// inverted lists, direct map, bool by_residual, u64 code_size, product quantizer, lists (`IwPQ`).
/// The old `IvPQ` has the ids before the direct map, and arrays of codes instead of the lists.
///
/// With second codes (`IwQR`, old `IvQR`) follow their product quantizer, a u8 array of them, f32
/// k_factor. Faiss writes these always, but reads them only if the index is trained; one that is
/// not is refused here, since nothing could follow it.
final class IvfPqCodec implements IndexCodec {

  private static final List<String> OLD = List.of("IvPQ", "IvQR");
  private static final List<String> REFINED = List.of("IwQR", "IvQR");

  @Override
  public List<String> types() {
    return List.of("IwPQ", "IwQR", "IvPQ", "IvQR");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IvfHeader.read(reader);
    boolean old = OLD.contains(type.letters());
    var ids = LegacyLists.skipIds(old ? header.nlist() : 0, input);
    long map = StoredDirectMap.skip(input);
    var index = empty(header, REFINED.contains(type.letters()), reader);
    long vectors = header.index().ntotal();
    var content = new ListContent(index.lists(), vectors, index.product().codeSize(), reader);
    if (old) {
      ids.readIds(content, input);
      ids.readCodes(content, 1, input);
    } else {
      StoredLists.read(content, reader);
    }
    var stored = StoredDirectMap.readAt(map, vectors, index.lists(), reader);
    stored.check(index.lists(), input);
    if (index instanceof IvfPqRefinedIndex refined) {
      readSecondCodes(refined, header, reader);
    }
    takeTerms(index, reader);
    index.restore(vectors, header.nprobe(), stored.map());
    return index;
  }

  private static IvfPqIndex empty(IvfHeader header, boolean refined, IndexReader reader)
      throws IOException {
    var input = reader.input();
    boolean byResidual = input.bool("whether codes are of residuals (by_residual)");
    long codeSize = input.u64("the size of a code (code_size)");
    long codeSizeAt = input.position() - Long.BYTES;
    var product = StoredProduct.read(header.index(), reader);
    if (codeSize != product.codeSize()) {
      throw input.wrong(
          codeSizeAt,
          "a code_size of %d, as the product quantizer has".formatted(product.codeSize()),
          Long.toString(codeSize));
    }
    checkTrained(header.index(), refined, input);
    int lists = header.nlist();
    var metric = header.index().metric(input);
    return reader.own(
        refined
            ? new IvfPqRefinedIndex(header.quantizer(), lists, product, byResidual, product)
            : new IvfPqIndex(header.quantizer(), lists, metric, product, byResidual));
  }

  private static void checkTrained(IndexHeader header, boolean refined, IndexInput input)
      throws FaissFormatException {
    if (!header.trained() && (refined || header.ntotal() > 0)) {
      throw header.wrongTrained(
          refined
              ? "true (is_trained) for an index with second codes"
              : "true (is_trained), as there are codes",
          input);
    }
    if (refined && header.kind() != Metric.Kind.L2) {
      throw header.wrongMetric("1 (L2) for an index with second codes", input);
    }
  }

  private static void readSecondCodes(IvfPqRefinedIndex index, IvfHeader header, IndexReader reader)
      throws IOException {
    var input = reader.input();
    var refiner = StoredProduct.read(header.index(), reader);
    long vectors = header.index().ntotal();
    long bytes = input.count(1, "bytes of second codes");
    if (bytes % refiner.codeSize() != 0 || bytes / refiner.codeSize() != vectors) {
      throw input.wrong(
          "ntotal * code_size (%d * %d) bytes of second codes"
              .formatted(vectors, refiner.codeSize()),
          Long.toString(bytes));
    }
    if (index.largestId() >= vectors) {
      throw input.wrong(
          "ids from 0 to %d, to which the second codes belong".formatted(vectors - 1),
          Long.toString(index.largestId()));
    }
    reader.budget().take(vectors, refiner.codeSize(), "second codes", input);
    index.restoreRefiner(refiner);
    new RowReader(input).read(vectors, index.refinements());
    float factor = input.f32("the candidates a result (k_factor)");
    if (!CandidateFactor.isValid(factor)) {
      throw input.wrong("a k_factor of 1 to 1000", Float.toString(factor));
    }
    index.setKFactor(factor);
  }

  /// What the index computes of its codes.
  private static void takeTerms(IvfPqIndex index, IndexReader reader) throws IOException {
    for (int list = 0; list < index.listCount(); list++) {
      long bytes = index.termBytes(index.listSize(list));
      reader.budget().take(1, bytes, "distances of a list", reader.input());
    }
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof IvfPqIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var ivf = (IvfPqIndex) index;
    var output = writer.output();
    boolean refined = ivf instanceof IvfPqRefinedIndex;
    if (refined && !ivf.isTrained()) {
      throw new IllegalArgumentException(
          "an index with second codes can be read again only if it is trained; train it first");
    }
    output.fourCc(refined ? "IwQR" : "IwPQ");
    IvfHeader.write(ivf, ivf.storedNprobe(), writer);
    StoredDirectMap.write(ivf.map(), output);
    output.bool(ivf.isByResidual());
    output.i64(ivf.product().codeSize());
    StoredProduct.write(ivf.product(), output);
    ArrayLists.write(ivf.lists(), ivf.product().codeSize(), output);
    if (ivf instanceof IvfPqRefinedIndex second) {
      writeSecondCodes(second, output);
    }
  }

  private static void writeSecondCodes(IvfPqRefinedIndex index, IndexOutput output)
      throws IOException {
    StoredProduct.write(index.refiner(), output);
    output.i64(index.size() * index.refiner().codeSize());
    output.codes(index.refinements());
    output.f32(index.kFactor());
  }
}
