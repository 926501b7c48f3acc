// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.Index;
import dev.kith.index.DirectMapType;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IvfScalarQuantizerIndex;
import dev.kith.internal.index.ScalarQuantizerIndex;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The smallest indexes of scalar quantizers, as the bytes of files.
final class ScalarFiles {

  private ScalarFiles() {}

  static void addTo(Map<String, byte[]> files) throws IOException {
    for (var type : List.of(ScalarType.BITS6, ScalarType.BITS8_UNIFORM, ScalarType.BITS0)) {
      files.put(type.label(), filled(type));
    }
    for (var type : List.of(ScalarType.BITS6, ScalarType.BITS0)) {
      files.put("lists of " + type.label(), inLists(type));
    }
    files.put("SQ4, untrained", TinyIndexes.file(flat(ScalarType.BITS4)));
    files.put("lists of SQ4, untrained", TinyIndexes.file(lists(ScalarType.BITS4)));
    files.put("lists of SQ8, hash", TinyIndexes.file(mapped(DirectMapType.HASH)));
    files.put("old lists of SQ8", older());
    files.put("old lists of SQ8, older", oldest());
  }

  static byte[] filled(ScalarType type) throws IOException {
    return TinyIndexes.file(TinyIndexes.filled(trained(flat(type))));
  }

  static byte[] inLists(ScalarType type) throws IOException {
    return TinyIndexes.file(filledLists(type));
  }

  static ScalarQuantizerIndex flat(ScalarType type) {
    return new ScalarQuantizerIndex(new ScalarQuantizer(TinyIndexes.D, type), Metric.L2);
  }

  private static <T extends Index> T trained(T index) {
    index.train(TinyIndexes.vectors(1, TinyIndexes.SIZE), TinyIndexes.QUIET);
    return index;
  }

  private static IvfScalarQuantizerIndex lists(ScalarType type) {
    return new IvfScalarQuantizerIndex(
        new FlatIndex(TinyIndexes.D, Metric.L2),
        TinyIndexes.LISTS,
        Metric.L2,
        new ScalarQuantizer(TinyIndexes.D, type),
        true);
  }

  private static IvfScalarQuantizerIndex filledLists(ScalarType type) {
    return TinyIndexes.filled(trained(lists(type)));
  }

  private static IvfScalarQuantizerIndex mapped(DirectMapType map) {
    var index = filledLists(ScalarType.BITS8);
    index.setDirectMap(map);
    return index;
  }

  /// `IwSQ`: the current layout without by_residual.
  private static byte[] older() throws IOException {
    try (var index = mapped(DirectMapType.ARRAY)) {
      return TinyIndexes.bytes(output -> {
        output.fourCc("IwSQ");
        IvfHeader.write(index, 1, new IndexWriter(output));
        StoredDirectMap.write(index.map(), output);
        writeCodec(index, output);
        ArrayLists.write(index.lists(), index.codec().codeSize(), output);
      });
    }
  }

  /// `IvSQ`: ids, direct map, quantizer, codes.
  private static byte[] oldest() throws IOException {
    try (var index = mapped(DirectMapType.ARRAY)) {
      return TinyIndexes.bytes(output -> {
        output.fourCc("IvSQ");
        IvfHeader.write(index, 1, new IndexWriter(output));
        for (int list = 0; list < TinyIndexes.LISTS; list++) {
          output.i64(index.listSize(list));
          output.longs(index.lists().ids(list));
        }
        StoredDirectMap.write(index.map(), output);
        writeCodec(index, output);
        for (int list = 0; list < TinyIndexes.LISTS; list++) {
          output.i64(index.listSize(list) * index.codec().codeSize());
          output.codes(index.lists().codes(list));
        }
      });
    }
  }

  private static void writeCodec(IvfScalarQuantizerIndex index, IndexOutput output)
      throws IOException {
    ScalarQuantizerFields.write(index.scalarQuantizer(), output);
    output.i64(index.codec().codeSize());
  }
}
