// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.CodeKeys;
import dev.kith.internal.kernel.ComponentCoding;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.Scratch;
import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Compares codes of components with the queries of a block. Where few queries visit a list, its
/// panels are decoded in registers, for each of them anew; where many do, a panel is decoded to
/// memory once for all. Both give the same keys. For one thread.
public final class CodeScorer implements PanelScorer {

  /// Queries that are faster one by one than by a tile behind a decoded panel.
  private static final int FEW = 2;

  private final Kernels kernels = Kernels.best();
  private final QueryBlock block;
  private final FloatScorer floats;
  private final @Nullable CodeKeys codeKeys;
  private final long bytes;
  private CodePanels list;
  private ComponentCoding coding;
  private MemorySegment decoded = MemorySegment.NULL;
  private boolean isDecoded;

  /// Scratch for one thread and one block, also after that has got other queries.
  ///
  /// @param metric any
  /// @param block the queries
  /// @param list of codes
  /// @param coding of its codes
  public CodeScorer(Metric metric, QueryBlock block, CodePanels list, ComponentCoding coding) {
    this.block = block;
    this.floats = new FloatScorer(kernels.keys(metric), block);
    this.codeKeys = kernels.codeKeys(metric, coding.code());
    this.bytes = (long) PANEL * block.dimension() * Float.BYTES + Kernels.SLACK;
    this.list = list;
    this.coding = coding;
  }

  /// Turns to another list.
  ///
  /// @param next list of codes
  /// @param itsCoding of its codes
  /// @return this
  public CodeScorer on(CodePanels next, ComponentCoding itsCoding) {
    list = next;
    coding = itsCoding;
    return this;
  }

  @Override
  public void open(long panel) {
    isDecoded = false;
  }

  @Override
  public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
    if (codeKeys != null && count <= FEW && !isDecoded) {
      oneByOne(codeKeys, panel, width, visits, from, count, keys);
      return;
    }
    if (!isDecoded) {
      decode(panel, width);
    }
    floats.compute(decoded, 0, width, visits, from, count, keys);
  }

  private void oneByOne(
      CodeKeys operation, long panel, int width, Visits visits, int from, int count, float[] keys) {
    MemorySegment codes = list.segment(panel);
    long offset = list.offset(panel);
    for (int q = 0; q < count; q++) {
      int at = visits.query(from + q) * block.dimension();
      operation.compute(coding, codes, offset, width, block.values(), at, keys, q * PANEL);
    }
  }

  private void decode(long panel, int width) {
    decoded = Scratch.ofThread(bytes);
    kernels.decode(
        coding.code(),
        list.segment(panel),
        list.offset(panel),
        width,
        coding.d(),
        coding.scale(),
        coding.bias(),
        decoded);
    isDecoded = true;
  }
}
