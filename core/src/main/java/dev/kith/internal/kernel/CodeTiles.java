// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.VectorKernels.LANES;

import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// [CodeKeys] with vectors: a panel is cut into strips of four, for the loops in [CodeL2Tiles] and
/// [CodeProductTiles].
final class CodeTiles {

  private CodeTiles() {}

  /// Compares a strip of a panel. Everything else is as in [CodeKeys#compute].
  @FunctionalInterface
  private interface Tile {
    void compute(
        ComponentCoding coding,
        MemorySegment codes,
        long strip,
        int width,
        float[] queries,
        int at,
        float[] keys,
        int to);
  }

  static @Nullable CodeKeys keys(Metric metric, ComponentCode code) {
    Tile tile =
        switch (metric.kind()) {
          case L2 -> squaredL2(code);
          case INNER_PRODUCT -> innerProduct(code);
          default -> null;
        };
    return tile == null ? null : byStrips(tile);
  }

  private static @Nullable Tile squaredL2(ComponentCode code) {
    return switch (code) {
      case BYTE -> CodeL2Tiles::bytes;
      case NIBBLE -> CodeL2Tiles::nibbles;
      case SIX_BITS -> CodeL2Tiles::sixBits;
      case BFLOAT16 -> CodeL2Tiles::bfloats;
      case NOTHING, HALF -> null;
    };
  }

  private static @Nullable Tile innerProduct(ComponentCode code) {
    return switch (code) {
      case BYTE -> CodeProductTiles::bytes;
      case NIBBLE -> CodeProductTiles::nibbles;
      case SIX_BITS -> CodeProductTiles::sixBits;
      case BFLOAT16 -> CodeProductTiles::bfloats;
      case NOTHING, HALF -> null;
    };
  }

  private static CodeKeys byStrips(Tile tile) {
    return (coding, codes, offset, width, queries, at, keys, to) -> {
      for (int row = 0; row < width; row += 4 * LANES) {
        tile.compute(coding, codes, offset + row, width, queries, at, keys, to + row);
      }
    };
  }
}
