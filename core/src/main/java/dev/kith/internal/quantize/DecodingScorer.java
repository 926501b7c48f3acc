// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PanelKeys;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Compares product codes with the queries of a block by any metric: a panel is decoded once for
/// all its queries. For metrics that are no sum over the parts of a table. For one thread.
public final class DecodingScorer {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final ProductQuantizer quantizer;
  private final FloatScorer scorer;
  private final CodeUnpacker unpacker;
  private final MemorySegment decoded;

  /// Scratch for one thread and one block.
  ///
  /// @param quantizer that made the codes
  /// @param keys how to compare
  /// @param block the queries
  public DecodingScorer(ProductQuantizer quantizer, PanelKeys keys, QueryBlock block) {
    this.quantizer = quantizer;
    this.scorer = new FloatScorer(keys, block);
    this.unpacker = new CodeUnpacker(quantizer.subquantizers(), quantizer.bits());
    long bytes = (long) quantizer.dimension() * PANEL * Float.BYTES + Kernels.SLACK;
    this.decoded = Arena.ofAuto().allocate(bytes, PANEL);
  }

  /// A scorer of one list.
  ///
  /// @param list of codes
  /// @param origin what is added to all decoded vectors, d floats
  /// @return a scorer for this list, which shares the scratch with all others from here
  public PanelScorer of(CodePanels list, float[] origin) {
    return new PanelScorer() {
      @Override
      public void open(long panel) {
        unpacker.unpack(list.segment(panel), list.offset(panel), list.width(panel));
        decode(list.width(panel), origin);
      }

      @Override
      public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
        scorer.compute(decoded, 0, width, visits, from, count, keys);
      }
    };
  }

  private void decode(int width, float[] origin) {
    int dsub = quantizer.subDimension();
    long at = 0;
    for (int i = 0; i < quantizer.dimension(); i++) {
      float[] book = quantizer.codebook(i / dsub);
      int component = i % dsub;
      int first = i / dsub * PANEL;
      for (int row = first; row < first + width; row++, at += Float.BYTES) {
        decoded.set(FLOAT, at, origin[i] + book[unpacker.numbers()[row] * dsub + component]);
      }
    }
  }
}
