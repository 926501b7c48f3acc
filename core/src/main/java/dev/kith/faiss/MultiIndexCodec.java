// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.MultiIndexQuantizer;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.List;

/// Multi-index quantizers, `Imiq` (specification of the file format, section 5.5): header, whose
/// ntotal counts the combinations of centroids, and product quantizer.
final class MultiIndexCodec implements IndexCodec {

  @Override
  public List<String> types() {
    return List.of("Imiq");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    if (header.kind() != Metric.Kind.L2) {
      throw input.wrong(header.start(), "the metric L2 of a multi-index", header.kind().toString());
    }
    var product = StoredProduct.read(header, reader);
    int bits = product.subquantizers() * product.bits();
    if (bits > MultiIndexQuantizer.MOST_BITS) {
      throw input.wrong(
          header.start(),
          "a multi-index of at most %d bits (M * nbits)".formatted(MultiIndexQuantizer.MOST_BITS),
          Integer.toString(bits));
    }
    long centroids = header.trained() ? 1L << bits : 0;
    if (header.ntotal() != centroids) {
      throw header.wrongSize(centroids + ", 2^(M * nbits) once trained", input);
    }
    return reader.own(new MultiIndexQuantizer(product));
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof MultiIndexQuantizer;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var output = writer.output();
    output.fourCc("Imiq");
    IndexHeader.write(index, output);
    StoredProduct.write(((MultiIndexQuantizer) index).product(), output);
  }
}
