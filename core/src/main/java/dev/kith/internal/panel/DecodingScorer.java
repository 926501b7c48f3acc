// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.kernel.ComponentCode;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PanelKeys;
import dev.kith.internal.memory.Scratch;
import java.lang.foreign.MemorySegment;

/// Compares panels of codes with the queries of a block: decodes a panel once, for all queries that
/// visit its list, and compares the vectors that come out.
public final class DecodingScorer {

  private final Kernels kernels = Kernels.best();
  private final FloatScorer scorer;
  private final ComponentCode code;
  private final float[] scale;

  /// For one thread and one block.
  ///
  /// @param panelKeys how to compare
  /// @param block the queries
  /// @param code what the codes hold
  /// @param scale the factors of the numbers in the codes, one a dimension
  public DecodingScorer(PanelKeys panelKeys, QueryBlock block, ComponentCode code, float[] scale) {
    this.scorer = new FloatScorer(panelKeys, block);
    this.code = code;
    this.scale = scale;
  }

  /// A scorer of a list.
  ///
  /// @param list the codes
  /// @param bias what is added to the scaled numbers, one a dimension; the centroid of the list is
  ///   in it where codes are of residuals
  /// @return a scorer for this list
  public PanelScorer of(CodePanels list, float[] bias) {
    return new OfList(list, bias);
  }

  private final class OfList implements PanelScorer {

    private final CodePanels list;
    private final float[] bias;
    private MemorySegment decoded = MemorySegment.NULL;

    OfList(CodePanels list, float[] bias) {
      this.list = list;
      this.bias = bias;
    }

    @Override
    public void open(long panel) {
      int d = scale.length;
      decoded = Scratch.ofThread((long) Kernels.PANEL * d * Float.BYTES + Kernels.SLACK);
      kernels.decode(
          code,
          list.segment(panel),
          list.offset(panel),
          list.width(panel),
          d,
          scale,
          bias,
          decoded);
    }

    @Override
    public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
      scorer.compute(decoded, 0, width, visits, from, count, keys);
    }
  }
}
