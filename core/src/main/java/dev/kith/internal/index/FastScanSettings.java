// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.kernel.PackedLookups;
import dev.kith.internal.quantize.ProductQuantizer;
import java.util.LinkedHashMap;
import java.util.Map;

/// How Faiss packs and scans 4-bit codes (specification of the factory, section 2.8). Here codes
/// are always packed 32 rows a block and scanned in one way, with the same result; files keep the
/// settings.
///
/// @param blockSize rows of a block in a file (bbs), a multiple of 32
/// @param implementation which of its ways Faiss takes (implem), 0 for its own choice
/// @param queryPacking how many queries Faiss takes at a time (qbs, qbs2), 0 for its own choice
public record FastScanSettings(int blockSize, int implementation, long queryPacking) {

  /// What the factory builds where it does not say otherwise.
  public static final FastScanSettings DEFAULTS = new FastScanSettings(PackedLookups.BLOCK, 0, 0);

  /// Checks the size of blocks.
  public FastScanSettings {
    if (blockSize < 1 || blockSize % PackedLookups.BLOCK != 0) {
      throw new IllegalArgumentException(
          "blocks of %d vectors; fast scan needs a positive multiple of %d"
              .formatted(blockSize, PackedLookups.BLOCK));
    }
  }

  /// Settings with another size of blocks.
  ///
  /// @param rows of a block
  /// @return a copy
  public FastScanSettings withBlockSize(int rows) {
    return new FastScanSettings(rows, implementation, queryPacking);
  }

  /// What the factory writes for a product quantizer, such as `PQ8x4fsr_64`.
  String name(int subquantizers, boolean byResidual) {
    String size = blockSize == PackedLookups.BLOCK ? "" : "_" + blockSize;
    return "PQ" + subquantizers + "x4fs" + (byResidual ? "r" : "") + size;
  }

  /// What a report says of packed product codes.
  Map<String, Object> facts(ProductQuantizer quantizer) {
    Map<String, Object> facts = new LinkedHashMap<>(ProductFacts.of(quantizer));
    facts.put("vectors per block in files", blockSize);
    return facts;
  }
}
