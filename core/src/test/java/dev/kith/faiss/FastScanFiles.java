// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.index.DirectMapType;
import dev.kith.internal.index.FastScanSettings;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IvfPqFastScanIndex;
import dev.kith.internal.index.PqFastScanIndex;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.Map;

/// The smallest indexes of packed codes, as the bytes of files.
final class FastScanFiles {

  private static final FastScanSettings WIDE = new FastScanSettings(64, 14, 0x13);

  private FastScanFiles() {}

  static void addTo(Map<String, byte[]> files) throws IOException {
    files.put("packed", TinyIndexes.file(TinyIndexes.filled(flat(1))));
    files.put("packed, empty", TinyIndexes.file(flat(2)));
    files.put("packed, untrained", TinyIndexes.file(untrained()));
    files.put("lists of packed", TinyIndexes.file(TinyIndexes.filled(lists(false))));
    files.put("lists of packed residuals", TinyIndexes.file(TinyIndexes.filled(lists(true))));
    files.put("lists of packed, hash", TinyIndexes.file(mapped()));
    files.put("lists of packed, untrained", TinyIndexes.file(untrainedLists()));
  }

  private static PqFastScanIndex flat(int parts) {
    return new PqFastScanIndex(quantizer(parts), Metric.L2, FastScanSettings.DEFAULTS);
  }

  private static PqFastScanIndex untrained() {
    var quantizer = new ProductQuantizer(TinyIndexes.D, 1, PqFastScanIndex.BITS);
    return new PqFastScanIndex(quantizer, Metric.INNER_PRODUCT, WIDE);
  }

  static IvfPqFastScanIndex lists(boolean byResidual) {
    var centroids = new FlatIndex(TinyIndexes.D, Metric.L2);
    centroids.add(TinyIndexes.vectors(1, TinyIndexes.LISTS), TinyIndexes.QUIET);
    return new IvfPqFastScanIndex(
        centroids,
        TinyIndexes.LISTS,
        Metric.L2,
        quantizer(2),
        byResidual,
        byResidual ? WIDE : FastScanSettings.DEFAULTS);
  }

  private static IvfPqFastScanIndex mapped() {
    var index = TinyIndexes.filled(lists(true));
    index.setDirectMap(DirectMapType.HASH);
    return index;
  }

  private static IvfPqFastScanIndex untrainedLists() {
    return new IvfPqFastScanIndex(
        new FlatIndex(TinyIndexes.D, Metric.L2),
        TinyIndexes.LISTS,
        Metric.L2,
        new ProductQuantizer(TinyIndexes.D, 2, PqFastScanIndex.BITS),
        false,
        FastScanSettings.DEFAULTS);
  }

  /// A quantizer that has learned from a few vectors, which are the centroids of all its parts.
  private static ProductQuantizer quantizer(int parts) {
    var quantizer = new ProductQuantizer(TinyIndexes.D, parts, PqFastScanIndex.BITS);
    int floats = quantizer.subDimension() * quantizer.centroidsEach();
    float[][] books = new float[parts][floats];
    for (int part = 0; part < parts; part++) {
      TinyIndexes.vectors(part, floats / TinyIndexes.D)
          .copyRows(0, floats / TinyIndexes.D, books[part], 0);
    }
    quantizer.restore(books);
    return quantizer;
  }
}
