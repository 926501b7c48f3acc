// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.vector.Vectors;
import java.io.IOException;

/// A product quantizer (specification of the file format, section 3.2): u64 d, u64 M, u64 nbits,
/// and an f32 array of d * 2^nbits centroids, which is there, with nothing of use in it, before
/// training too.
final class StoredProduct {

  private StoredProduct() {}

  /// Reads a quantizer.
  ///
  /// @param header of the index that it belongs to: its dimension, and whether it has learned
  ///   anything
  /// @param reader gives the numbers and memory
  static ProductQuantizer read(IndexHeader header, IndexReader reader) throws IOException {
    return read(header, 1, ProductQuantizer.MAX_BITS, reader);
  }

  /// Reads a quantizer that can have only some widths.
  ///
  /// @param least allowed bits
  /// @param most allowed bits
  static ProductQuantizer read(IndexHeader header, int least, int most, IndexReader reader)
      throws IOException {
    var input = reader.input();
    long d = input.u64("the dimension of the product quantizer (d)");
    if (d != header.d()) {
      throw input.wrong(
          "a product quantizer of dimension (d) %d, as the index has".formatted(header.d()),
          "" + d);
    }
    long parts = input.u64("the number of sub-quantizers (M)");
    if (parts < 1 || d % parts != 0) {
      throw input.wrong("a number of sub-quantizers (M) that divides " + d, "" + parts);
    }
    long bits = input.u64("the bits of a sub-quantizer (nbits)");
    if (bits < least || bits > most) {
      throw input.wrong(
          least == most
              ? least + " bits a sub-quantizer (nbits)"
              : "%d to %d bits a sub-quantizer (nbits)".formatted(least, most),
          "" + bits);
    }
    return readCentroids(header, (int) parts, (int) bits, reader);
  }

  private static ProductQuantizer readCentroids(
      IndexHeader header, int parts, int bits, IndexReader reader) throws IOException {
    long start = reader.input().position();
    var centroids =
        header.trained()
            ? Arrays32.finiteFloats(reader, "components of centroids")
            : Arrays32.floats(reader, "components of centroids");
    long expected = (long) header.d() << bits;
    if (centroids.length != expected) {
      throw reader
          .input()
          .wrong(
              start,
              "%d components of centroids, d * 2^nbits".formatted(expected),
              "" + centroids.length);
    }
    var quantizer = new ProductQuantizer(header.d(), parts, bits);
    if (header.trained()) {
      // once more as arrays of the parts, and once packed for tables
      reader
          .budget()
          .takeHeap(2 * expected, Float.BYTES, "components of centroids", reader.input());
      quantizer.restore(Vectors.of(centroids, quantizer.subDimension()));
    }
    return quantizer;
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
