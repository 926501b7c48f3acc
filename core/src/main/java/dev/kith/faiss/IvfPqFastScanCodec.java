// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.FastScanSettings;
import dev.kith.internal.index.IvfPqFastScanIndex;
import dev.kith.internal.index.PqFastScanIndex;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.List;

/// Inverted lists of packed product codes, `IwPf` (specification of the file format, section 5.3):
/// header of inverted lists, direct map, bool by_residual, u64 code_size, i32 bbs, u64 M2, i32
/// implem, u64 qbs2, product quantizer, lists in blocks.
final class IvfPqFastScanCodec implements IndexCodec {

  @Override
  public List<String> types() {
    return List.of("IwPf");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IvfHeader.read(reader);
    check(header.index(), input);
    long map = StoredDirectMap.skip(input);
    var index = empty(header, reader);
    long vectors = header.index().ntotal();
    BlockLists.read(index.lists(), vectors, index.settings().blockSize(), reader);
    var stored = StoredDirectMap.readAt(map, vectors, index.lists(), reader);
    stored.check(index.lists(), input);
    reader.budget().takeHeap(index.preparedBytes(), 1, "bytes of tables of lists", input);
    index.restore(vectors, header.nprobe(), stored.map());
    return index;
  }

  private static void check(IndexHeader header, IndexInput input) throws FaissFormatException {
    header.checkTrained(input);
    if (header.kind() != Metric.Kind.L2 && header.kind() != Metric.Kind.INNER_PRODUCT) {
      throw header.wrongMetric("0 (inner product) or 1 (L2) for packed codes in lists", input);
    }
  }

  /// An index without its vectors.
  private static IvfPqFastScanIndex empty(IvfHeader header, IndexReader reader) throws IOException {
    var input = reader.input();
    boolean byResidual = input.bool("whether codes are of residuals (by_residual)");
    long codeSize = input.u64("the size of a code (code_size)");
    long codeSizeAt = input.position() - Long.BYTES;
    int rows = PackedBlocks.readRows(input);
    long columns = input.u64("the sub-quantizers of a block (M2)");
    long columnsAt = input.position() - Long.BYTES;
    int implementation = input.i32("the way to scan (implem)");
    long packing = input.u64("the number of queries at a time (qbs2)");
    var quantizer =
        StoredProduct.read(header.index(), PqFastScanIndex.BITS, PqFastScanIndex.BITS, reader);
    checkSizes(codeSize, codeSizeAt, quantizer, input);
    PackedBlocks.checkColumns(columns, columnsAt, quantizer.codeSize(), input);
    return reader.own(
        new IvfPqFastScanIndex(
            header.quantizer(),
            header.nlist(),
            header.index().metric(input),
            quantizer,
            byResidual,
            new FastScanSettings(rows, implementation, packing)));
  }

  private static void checkSizes(
      long codeSize, long position, ProductQuantizer quantizer, IndexInput input)
      throws FaissFormatException {
    if (codeSize != quantizer.codeSize()) {
      throw input.wrong(
          position,
          "a code_size of %d, as the product quantizer has".formatted(quantizer.codeSize()),
          "" + codeSize);
    }
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof IvfPqFastScanIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var ivf = (IvfPqFastScanIndex) index;
    var settings = ivf.settings();
    var quantizer = ivf.productQuantizer();
    var output = writer.output();
    output.fourCc("IwPf");
    IvfHeader.write(ivf, ivf.storedNprobe(), writer);
    StoredDirectMap.write(ivf.map(), output);
    output.bool(ivf.isByResidual());
    output.i64(quantizer.codeSize());
    output.i32(settings.blockSize());
    output.i64(2L * quantizer.codeSize());
    output.i32(settings.implementation());
    output.i64(settings.queryPacking());
    StoredProduct.write(quantizer, output);
    BlockLists.write(ivf.lists(), settings.blockSize(), output);
  }
}
