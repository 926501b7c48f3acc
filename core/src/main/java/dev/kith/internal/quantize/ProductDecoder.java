// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.DecodingScorer.PanelDecoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Decodes panels of product codes, for metrics that are no sum over the parts of a table. For one
/// thread.
public final class ProductDecoder {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final ProductQuantizer quantizer;
  private final CodeUnpacker unpacker;

  /// Scratch for one thread.
  ///
  /// @param quantizer that made the codes
  public ProductDecoder(ProductQuantizer quantizer) {
    this.quantizer = quantizer;
    this.unpacker = new CodeUnpacker(quantizer.subquantizers(), quantizer.bits());
  }

  /// A decoder of one list.
  ///
  /// @param list of codes
  /// @param origin what is added to all decoded vectors, d floats
  /// @return a decoder, which shares the scratch with all others from here
  public PanelDecoder of(CodePanels list, float[] origin) {
    return (panel, to) -> {
      unpacker.unpack(list.segment(panel), list.offset(panel), list.width(panel));
      decode(list.width(panel), origin, to);
    };
  }

  private void decode(int width, float[] origin, MemorySegment to) {
    int dsub = quantizer.subDimension();
    long at = 0;
    for (int i = 0; i < quantizer.dimension(); i++) {
      float[] book = quantizer.codebook(i / dsub);
      int component = i % dsub;
      int first = i / dsub * PANEL;
      for (int row = first; row < first + width; row++, at += Float.BYTES) {
        to.set(FLOAT, at, origin[i] + book[unpacker.numbers()[row] * dsub + component]);
      }
    }
  }
}
