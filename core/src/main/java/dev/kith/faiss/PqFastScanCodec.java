// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.FastScanSettings;
import dev.kith.internal.index.PqFastScanIndex;
import java.io.IOException;
import java.util.List;

/// Packed product codes, `IPfs` (specification of the file format, section 5.2): header, product
/// quantizer, i32 implem, i32 bbs, i32 qbs, u64 ntotal2, u64 M2, packed codes.
final class PqFastScanCodec implements IndexCodec {

  @Override
  public List<String> types() {
    return List.of("IPfs");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    var metric = header.metric(input);
    header.checkTrained(input);
    var quantizer = StoredProduct.read(header, PqFastScanIndex.BITS, PqFastScanIndex.BITS, reader);
    int implementation = input.i32("the way to scan (implem)");
    int rows = PackedBlocks.readRows(input);
    int packing = input.i32("the number of queries at a time (qbs)");
    if (packing < 0) {
      throw input.wrong("a number of queries at a time (qbs) of 0 or more", "" + packing);
    }
    checkPadded(header.ntotal(), rows, input);
    long columns = input.u64("the sub-quantizers of a block (M2)");
    PackedBlocks.checkColumns(columns, input.position() - Long.BYTES, quantizer.codeSize(), input);
    var settings = new FastScanSettings(rows, implementation, packing);
    var index = reader.own(new PqFastScanIndex(quantizer, metric, settings));
    new PackedBlocks(index.codes(), rows).read(header.ntotal(), reader);
    return index;
  }

  private static void checkPadded(long size, int rows, IndexInput input) throws IOException {
    long padded = input.u64("the vectors with the gaps of their blocks (ntotal2)");
    long expected = Math.ceilDiv(size, rows) * rows;
    if (padded != expected) {
      throw input.wrong(
          "%d vectors with the gaps of their blocks (ntotal2)".formatted(expected), "" + padded);
    }
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof PqFastScanIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var packed = (PqFastScanIndex) index;
    var settings = packed.settings();
    var output = writer.output();
    output.fourCc("IPfs");
    IndexHeader.write(packed, output);
    StoredProduct.write(packed.productQuantizer(), output);
    output.i32(settings.implementation());
    output.i32(settings.blockSize());
    output.i32((int) settings.queryPacking());
    output.i64(Math.ceilDiv(packed.size(), settings.blockSize()) * settings.blockSize());
    output.i64(2L * packed.codes().pairs());
    new PackedBlocks(packed.codes(), settings.blockSize()).write(output);
  }
}
