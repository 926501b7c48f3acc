// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.Index;
import dev.kith.index.DirectMapType;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IvfPqIndex;
import dev.kith.internal.index.IvfPqRefinedIndex;
import dev.kith.internal.index.PqIndex;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.Map;

/// The smallest indexes of product quantizers, as the bytes of files.
final class ProductFiles {

  private static final int BITS = 2;

  private ProductFiles() {}

  static void addTo(Map<String, byte[]> files) throws IOException {
    files.put("PQ", TinyIndexes.file(TinyIndexes.filled(trained(flat(Metric.L2)))));
    files.put("PQ, L1", TinyIndexes.file(TinyIndexes.filled(trained(flat(L1)))));
    files.put("PQ, untrained", TinyIndexes.file(flat(Metric.L2)));
    files.put("lists of PQ", TinyIndexes.file(TinyIndexes.filled(trained(lists(true)))));
    files.put("lists of PQ, whole", TinyIndexes.file(TinyIndexes.filled(trained(lists(false)))));
    files.put("lists of PQ, untrained", TinyIndexes.file(lists(true)));
    files.put("lists of PQ, hash", TinyIndexes.file(mapped(DirectMapType.HASH)));
    files.put("lists of PQ, refined", TinyIndexes.file(TinyIndexes.filled(trained(refined()))));
    files.put("old PQ", old(trained(flat(Metric.INNER_PRODUCT)), "IxPo"));
    files.put("old PQ, older", old(trained(flat(Metric.L2)), "IxPQ"));
    files.put("old lists of PQ", oldLists("IvPQ", mapped(DirectMapType.ARRAY)));
    files.put("old lists of PQ, refined", oldLists("IvQR", TinyIndexes.filled(trained(refined()))));
  }

  private static final Metric L1 = Metric.of(Metric.Kind.L1);

  private static ProductQuantizer quantizer(int parts) {
    return new ProductQuantizer(TinyIndexes.D, parts, BITS);
  }

  private static PqIndex flat(Metric metric) {
    return new PqIndex(quantizer(2), metric);
  }

  private static IvfPqIndex lists(boolean byResidual) {
    return new IvfPqIndex(centroids(), TinyIndexes.LISTS, Metric.L2, quantizer(2), byResidual);
  }

  static IvfPqRefinedIndex refined() {
    return new IvfPqRefinedIndex(centroids(), TinyIndexes.LISTS, quantizer(1), true, quantizer(2));
  }

  private static FlatIndex centroids() {
    return new FlatIndex(TinyIndexes.D, Metric.L2);
  }

  static <T extends Index> T trained(T index) {
    index.train(TinyIndexes.vectors(1, TinyIndexes.SIZE), TinyIndexes.QUIET);
    return index;
  }

  private static IvfPqIndex mapped(DirectMapType type) {
    var index = TinyIndexes.filled(trained(lists(true)));
    index.setDirectMap(type);
    return index;
  }

  /// `IxPo` is `IxPq` by another name; `IxPQ` ends before the settings of the search.
  private static byte[] old(PqIndex index, String type) throws IOException {
    try (index) {
      TinyIndexes.filled(index);
      return TinyIndexes.bytes(output -> {
        output.fourCc(type);
        IndexHeader.write(index, output);
        StoredProduct.write(index.quantizer(), output);
        output.i64(index.size() * index.quantizer().codeSize());
        output.codes(index.codes());
        if (type.equals("IxPo")) {
          output.i32(0);
          output.bool(false);
          output.i32(index.settings().hammingThreshold());
        }
      });
    }
  }

  /// Ids, direct map, quantizer, codes, and perhaps second codes.
  private static byte[] oldLists(String type, IvfPqIndex index) throws IOException {
    try (index) {
      return TinyIndexes.bytes(output -> {
        output.fourCc(type);
        IvfHeader.write(index, 1, new IndexWriter(output));
        for (int list = 0; list < TinyIndexes.LISTS; list++) {
          output.i64(index.listSize(list));
          output.longs(index.lists().ids(list));
        }
        StoredDirectMap.write(index.map(), output);
        output.bool(index.isByResidual());
        output.i64(index.product().codeSize());
        StoredProduct.write(index.product(), output);
        for (int list = 0; list < TinyIndexes.LISTS; list++) {
          output.i64(index.listSize(list) * index.product().codeSize());
          output.codes(index.lists().codes(list));
        }
        if (index instanceof IvfPqRefinedIndex refined) {
          StoredProduct.write(refined.refiner(), output);
          output.i64(refined.size() * refined.refiner().codeSize());
          output.codes(refined.refinements());
          output.f32(refined.kFactor());
        }
      });
    }
  }
}
