// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.quantize.ProductQuantizer;
import java.util.LinkedHashMap;
import java.util.Map;

/// What reports say of product quantizers.
final class ProductFacts {

  private ProductFacts() {}

  /// As the factory writes it; whether centroids were renumbered cannot be told from the outside.
  static String name(ProductQuantizer quantizer) {
    String bits = quantizer.bits() == Byte.SIZE ? "" : "x" + quantizer.bits();
    return "PQ" + quantizer.subquantizers() + bits;
  }

  static Map<String, Object> of(ProductQuantizer quantizer) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("sub-quantizers", quantizer.subquantizers());
    facts.put("bits each", quantizer.bits());
    facts.put("components each", quantizer.subDimension());
    facts.put("bytes of centroids", centroidBytes(quantizer));
    return facts;
  }

  static long centroidBytes(ProductQuantizer quantizer) {
    return (long) quantizer.dimension() * quantizer.centroidsEach() * Float.BYTES;
  }
}
