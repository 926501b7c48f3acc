// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.ProductTraining;
import java.io.IOException;

/// A product quantizer (specification of the file format, section 3.2): u64 d, u64 M, u64 nbits,
/// and an f32 array of d * 2^nbits centroids, those of the first part first. It is there, with
/// nothing of use in it, before training too; such a one is written as zeros.
final class StoredProduct {

  private StoredProduct() {}

  /// Reads a quantizer. The file does not say whether its centroids were renumbered in training;
  /// one that is trained yet will be, as index strings have it.
  ///
  /// @param header of the index that it belongs to: its dimension, and whether it has learned
  ///   anything
  /// @param reader gives the numbers and memory
  static ProductQuantizer read(IndexHeader header, IndexReader reader) throws IOException {
    return read(header, 1, ProductQuantizer.MAX_BITS, ProductTraining.POLYSEMOUS, reader);
  }

  /// Reads a quantizer that can have only some widths.
  ///
  /// @param least allowed bits
  /// @param most allowed bits
  static ProductQuantizer read(IndexHeader header, int least, int most, IndexReader reader)
      throws IOException {
    return read(header, least, most, ProductTraining.DEFAULTS, reader);
  }

  private static ProductQuantizer read(
      IndexHeader header, int least, int most, ProductTraining training, IndexReader reader)
      throws IOException {
    var input = reader.input();
    long d = input.u64("the dimension of the product quantizer (d)");
    if (d != header.d()) {
      throw input.wrong(
          "a product quantizer of dimension (d) %d, as the index has".formatted(header.d()),
          Long.toString(d));
    }
    long parts = input.u64("the number of sub-quantizers (M)");
    if (parts < 1 || d % parts != 0) {
      throw input.wrong("a number of sub-quantizers (M) that divides " + d, Long.toString(parts));
    }
    long bits = input.u64("the bits of a sub-quantizer (nbits)");
    if (bits < least || bits > most || ((d / parts) << bits) > Integer.MAX_VALUE - 8) {
      throw input.wrong(
          "%d to %d bits a sub-quantizer (nbits), and less than 2^31 floats in its centroids"
              .formatted(least, most),
          Long.toString(bits));
    }
    var quantizer = new ProductQuantizer(header.d(), (int) parts, (int) bits, training);
    readCentroids(quantizer, header.trained(), reader);
    return quantizer;
  }

  private static void readCentroids(ProductQuantizer quantizer, boolean trained, IndexReader reader)
      throws IOException {
    var input = reader.input();
    long length = (long) quantizer.centroidsEach() * quantizer.subDimension();
    long floats = quantizer.subquantizers() * length;
    input.count(floats, Float.BYTES, "components of centroids (d * 2^nbits)");
    if (!trained) {
      input.moveTo(input.position() + floats * Float.BYTES);
      return;
    }
    reader.budget().takeHeap(floats, Float.BYTES, "components of centroids", input);
    // once more, packed for tables
    reader.budget().take(floats, Float.BYTES, "components of centroids", input);
    var books = new float[quantizer.subquantizers()][];
    for (int part = 0; part < books.length; part++) {
      books[part] = finite((int) length, input);
    }
    quantizer.restore(books);
  }

  private static float[] finite(int count, IndexInput input) throws IOException {
    long start = input.position();
    float[] values = input.floats(count, "components of centroids");
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw input.wrong(
            start + (long) i * Float.BYTES,
            "finite components of centroids, or nothing can be found",
            values[i] + "; train the index again, on clean vectors");
      }
    }
    return values;
  }

  static void write(ProductQuantizer quantizer, IndexOutput output) throws IOException {
    output.i64(quantizer.dimension());
    output.i64(quantizer.subquantizers());
    output.i64(quantizer.bits());
    output.i64((long) quantizer.dimension() * quantizer.centroidsEach());
    float[] none = new float[quantizer.subDimension() * quantizer.centroidsEach()];
    for (int part = 0; part < quantizer.subquantizers(); part++) {
      output.floats(quantizer.isTrained() ? quantizer.codebook(part) : none);
    }
  }
}
