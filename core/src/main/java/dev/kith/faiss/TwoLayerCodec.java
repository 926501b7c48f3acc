// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.TwoLayerIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.List;

/// Codes of two layers, `Ix2L` (specification of the file format, section 5.1): header, coarse
/// quantizer, u64 nlist, u8 quantizer_trains_alone, product quantizer, u64 bytes of the first
/// layer, u64 bytes of the second, u64 bytes of both, u8 array of codes.
final class TwoLayerCodec implements IndexCodec {

  @Override
  public List<String> types() {
    return List.of("Ix2L");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    if (header.kind() != Metric.Kind.L2) {
      throw input.wrong(
          header.start(), "the metric L2 of codes of two layers", header.kind().toString());
    }
    var quantizer = reader.index("the coarse quantizer");
    int lists = lists(reader);
    IvfHeader.checkQuantizer(header, lists, quantizer, input);
    int training = input.u8("how the coarse quantizer is trained (quantizer_trains_alone)");
    if (training > TwoLayerIndex.MOST_TRAINING) {
      throw input.wrong("0 to 2 for how the coarse quantizer is trained", "" + training);
    }
    var product = StoredProduct.read(header, reader);
    var index = reader.own(new TwoLayerIndex(quantizer, lists, product));
    index.restoreTraining(training);
    readCodes(index, header, reader);
    return index;
  }

  private static int lists(IndexReader reader) throws IOException {
    var input = reader.input();
    long lists = input.u64("the number of centroids (nlist)");
    if (lists < 1 || lists > Integer.MAX_VALUE) {
      throw input.wrong("a number of centroids (nlist) of 1 to 2^31 - 1", Long.toString(lists));
    }
    return (int) lists;
  }

  private static void readCodes(TwoLayerIndex index, IndexHeader header, IndexReader reader)
      throws IOException {
    var input = reader.input();
    for (int expected : codeSizes(index)) {
      long size = input.u64("the size of a code");
      if (size != expected) {
        throw input.wrong(
            "a size of %d bytes, as follows from what comes before".formatted(expected),
            Long.toString(size));
      }
    }
    header.checkTrained(input);
    StoredCodes.read(index.codes(), header, reader);
    var wrong = index.firstWrongCode();
    if (wrong.isPresent()) {
      throw input.wrong(
          input.position() - (index.size() - wrong.getAsLong()) * index.codec().codeSize(),
          "a code that begins with a list number below " + index.lists(),
          "a larger one");
    }
  }

  /// Bytes of the first layer, of the second, and of both.
  private static int[] codeSizes(TwoLayerIndex index) {
    int whole = index.codec().codeSize();
    int second = index.product().codeSize();
    return new int[] {whole - second, second, whole};
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof TwoLayerIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var codec = (TwoLayerIndex) index;
    var output = writer.output();
    output.fourCc("Ix2L");
    IndexHeader.write(index, output);
    writer.index(codec.quantizer());
    output.i64(codec.lists());
    output.u8(codec.training());
    StoredProduct.write(codec.product(), output);
    for (int size : codeSizes(codec)) {
      output.i64(size);
    }
    StoredCodes.write(codec.codes(), output);
  }
}
