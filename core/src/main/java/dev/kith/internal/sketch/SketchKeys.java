// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.Scratch;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.Visits;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Bounds by sketches (see [ByteSketch]): of one panel against one query, whose bytes become floats
/// in registers, or against many, for which they are decoded once.
final class SketchKeys implements Bounds {

  private final SketchedQueries queries;
  private final float[] keys = new float[TILE * PANEL];
  private final int[] at = new int[TILE];
  private @Nullable CodePanels sketches;
  private MemorySegment decoded = MemorySegment.NULL;
  private boolean isDecoded;
  private long panel;
  private int width;

  /// @param queries of the block
  SketchKeys(SketchedQueries queries) {
    this.queries = queries;
  }

  /// Turns to the sketches of a list.
  SketchKeys on(CodePanels list) {
    sketches = list;
    return this;
  }

  @Override
  public void open(long number, int rows, int visits) {
    panel = number;
    width = rows;
    isDecoded = visits > 1;
    if (isDecoded) {
      CodePanels list = Objects.requireNonNull(sketches);
      decoded = Scratch.ofThread((queries.columns() + 1L) * PANEL * Float.BYTES + Kernels.SLACK);
      Kernels.best()
          .sketchPanel(list.segment(panel), list.offset(panel), width, queries.columns(), decoded);
    }
  }

  @Override
  public void compute(Visits visits, int from, int count) {
    if (!isDecoded) {
      compute(visits.query(from));
      return;
    }
    // a tile that is not full repeats its first query
    for (int q = 0; q < TILE; q++) {
      at[q] = queries.at(visits.query(from + (q < count ? q : 0)));
    }
    int columns = queries.columns() + 1;
    Kernels.best()
        .negatedInnerProduct(decoded, 0, width, columns, queries.coefficients(), at, count, keys);
  }

  /// Computes the keys of one query.
  void compute(int query) {
    CodePanels list = Objects.requireNonNull(sketches);
    Kernels.best()
        .sketchKeys(
            list.segment(panel),
            list.offset(panel),
            width,
            queries.columns(),
            queries.coefficients(),
            queries.at(query) + 1,
            keys);
  }

  @Override
  public float[] keys() {
    return keys;
  }

  @Override
  public float largestKey(int query, float limit) {
    return queries.largestKey(query, limit);
  }
}
