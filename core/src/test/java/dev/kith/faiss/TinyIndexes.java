// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.index.DirectMapType;
import dev.kith.index.IvfIndex;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IdMapIndex;
import dev.kith.internal.index.IvfFlatDedupIndex;
import dev.kith.internal.index.IvfFlatIndex;
import dev.kith.internal.index.MultiIndexQuantizer;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.internal.index.RefineIndex;
import dev.kith.internal.index.TwoLayerIndex;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.transform.Centering;
import dev.kith.transform.LinearTransform;
import dev.kith.transform.Normalization;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/// The smallest index of every layout, as the bytes of a file.
final class TinyIndexes {

  static final int D = 2;
  static final int SIZE = 5;
  static final int LISTS = 3;
  static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private static final List<String> TRANSFORMS =
      List.of("PCAWR2", "RR3", "ITQ", "ITQ1", "Pad3", "HR");

  private TinyIndexes() {}

  static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("flat", file(filled(new FlatIndex(D, Metric.L2))));
    files.put("flat, empty", file(new FlatIndex(D, Metric.INNER_PRODUCT)));
    files.put("flat, Lp", file(filled(new FlatIndex(D, Metric.lp(3)))));
    files.put("lists, all filled", file(filled(ivf())));
    files.put("lists, sparse", file(sparse()));
    files.put("lists, empty", file(ivf()));
    files.put("lists, untrained", file(untrained()));
    files.put("lists, array", file(mapped(DirectMapType.ARRAY)));
    files.put("lists, hash", file(mapped(DirectMapType.HASH)));
    files.put("lists of lists", file(filled(nested())));
    files.put("id map", file(identified(new IdMapIndex(new FlatIndex(D, Metric.L2), false))));
    files.put("id map, both ways", file(identified(new IdMapIndex(ivf(), true))));
    files.put("id map as quantizer", file(filled(new IvfFlatIndex(numbered(), LISTS))));
    files.put(
        "normalised", file(filled(new PreTransformIndex(List.of(new Normalization(D)), ivf()))));
    files.put("without duplicates", file(withoutDuplicates()));
    files.put("multi-index", file(filled(new IvfFlatIndex(multiIndex(), 4))));
    files.put(
        "multi-index, untrained", file(new MultiIndexQuantizer(new ProductQuantizer(D, 2, 1))));
    files.put("multi-index alone", file(multiIndex()));
    files.put("two layers", file(filled(new TwoLayerIndex(centroids(), LISTS, product()))));
    files.put(
        "two layers, multi-index", file(filled(new TwoLayerIndex(multiIndex(), 4, product()))));
    files.put("refined", file(filled(refined(new FlatIndex(D, Metric.L2)))));
    files.put("refined, empty", file(refined(ivf())));
    files.put("refined by lists", file(refinedByLists()));
    for (var transform : TRANSFORMS) {
      files.put(transform, file(filled(transformed(transform))));
    }
    files.put("PCAW2, untrained", file(IndexFactory.create(D, "PCAW2,Flat", Metric.L2)));
    files.put("ITQ1, untrained", file(IndexFactory.create(D, "ITQ1,Flat", Metric.L2)));
    files.put("centred", file(filled(centred())));
    files.put("linear", file(filled(linear())));
    ScalarFiles.addTo(files);
    for (var hash : List.of("LSH", "LSH1t", "LSH9rt")) {
      files.put(hash, file(filled(built(hash))));
    }
    files.put("LSHt, untrained", file(IndexFactory.create(D, "LSHt", Metric.L2)));
    ProductFiles.addTo(files);
    files.put("old layout", legacy("IvFL", 1));
    files.put("older layout", legacy("IvFl", Float.BYTES));
    FastScanFiles.addTo(files);
    return files;
  }

  static Vectors vectors(long seed, int n) {
    var random = new Random(seed);
    var values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(-1, 1);
    }
    return Vectors.of(values, D);
  }

  static byte[] file(Index index) throws IOException {
    try (index) {
      return written(index);
    }
  }

  static byte[] written(Index index) throws IOException {
    return bytes(output -> new IndexWriter(output).index(BaseIndex.of(index)));
  }

  /// What is written to an output.
  static byte[] bytes(Body body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var output = new IndexOutput(bytes);
    body.writeTo(output);
    output.flush();
    return bytes.toByteArray();
  }

  /// Writes something.
  interface Body {
    void writeTo(IndexOutput output) throws IOException;
  }

  static <T extends Index> T filled(T index) {
    index.add(vectors(1, SIZE), QUIET);
    return index;
  }

  static IvfFlatIndex untrained() {
    return new IvfFlatIndex(new FlatIndex(D, Metric.L2), LISTS);
  }

  /// Three lists whose centroids are the first three vectors.
  static IvfFlatIndex ivf() {
    var index = untrained();
    index.quantizer().add(vectors(1, LISTS), QUIET);
    return index;
  }

  private static Index transformed(String transforms) {
    return built(transforms + ",Flat");
  }

  static Index built(String factory) {
    var index = IndexFactory.create(D, factory, Metric.L2);
    index.train(vectors(1, SIZE), QUIET);
    return index;
  }

  private static Index centred() {
    var centering = new Centering(new float[] {0.5f, -2});
    return new PreTransformIndex(List.of(centering), new FlatIndex(D, Metric.L2));
  }

  private static Index linear() {
    var transform = new LinearTransform(D, 1, new float[] {3, 4}, new float[] {5});
    return new PreTransformIndex(List.of(transform), new FlatIndex(1, Metric.L2));
  }

  private static IvfIndex sparse() {
    var index = ivf();
    index.add(vectors(1, 1), QUIET);
    return index;
  }

  private static IvfIndex mapped(DirectMapType type) {
    var index = filled(ivf());
    index.setDirectMap(type);
    return index;
  }

  private static IvfIndex nested() {
    var quantizer = ivf();
    quantizer.add(vectors(2, LISTS), QUIET);
    quantizer.setNprobe(2);
    return new IvfFlatIndex(quantizer, LISTS);
  }

  /// Two centroids a part.
  static Index multiIndex() {
    return new MultiIndexQuantizer(product());
  }

  private static ProductQuantizer product() {
    var product = new ProductQuantizer(D, 2, 1);
    product.restore(new float[][] {{-0.5f, 0.5f}, {-0.25f, 0.75f}});
    return product;
  }

  private static FlatIndex centroids() {
    var quantizer = new FlatIndex(D, Metric.L2);
    quantizer.add(vectors(1, LISTS), QUIET);
    return quantizer;
  }

  static Index withoutDuplicates() {
    var index = filled(new IvfFlatDedupIndex(centroids(), LISTS, Metric.L2));
    index.add(vectors(1, 2), new long[] {100, 103}, QUIET);
    index.add(vectors(1, 2), new long[] {101, 104}, QUIET);
    return index;
  }

  private static Index refined(Index base) {
    var index = new RefineIndex(base, new FlatIndex(D, Metric.L2));
    index.setKFactor(1.5f);
    return index;
  }

  private static Index refinedByLists() {
    return filled(new RefineIndex(new FlatIndex(D, Metric.L2), ivf()));
  }

  private static Index identified(Index index) {
    var ids = LongStream.range(0, SIZE).map(i -> 100 + 3 * i).toArray();
    index.add(vectors(1, SIZE), ids, QUIET);
    return index;
  }

  private static Index numbered() {
    var index = new IdMapIndex(new FlatIndex(D, Metric.L2), false);
    index.add(vectors(1, LISTS), new long[] {2, 0, 1}, QUIET);
    return index;
  }

  /// The layout of sections 3.9 and 5.3 of the file format.
  static byte[] legacy(String type, int unit) throws IOException {
    try (var index = (IvfFlatIndex) mapped(DirectMapType.ARRAY)) {
      return bytes(output -> {
        output.fourCc(type);
        IvfHeader.write(index, 1, new IndexWriter(output));
        for (int list = 0; list < LISTS; list++) {
          output.i64(index.listSize(list));
          output.longs(index.lists().ids(list));
        }
        StoredDirectMap.write(index.map(), output);
        for (int list = 0; list < LISTS; list++) {
          output.i64(index.listSize(list) * D * Float.BYTES / unit);
          output.codes(index.lists().codes(list));
        }
      });
    }
  }
}
