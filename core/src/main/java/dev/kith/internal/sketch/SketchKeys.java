// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.Scratch;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.Visits;
import java.lang.foreign.MemorySegment;

/// The keys of sketches: of one panel against one query, or against a tile of them. The room of one
/// thread.
final class SketchKeys {

  private final float[] keys = new float[TILE * PANEL];
  private final int[] at = new int[TILE];
  private MemorySegment panel = MemorySegment.NULL;

  /// Computes the keys of one query.
  ///
  /// @param sketches of a list
  /// @param number of the panel
  /// @param queries of the block
  /// @param query which of them
  void compute(CodePanels sketches, long number, SketchedQueries queries, int query) {
    Kernels.best()
        .sketchKeys(
            sketches.segment(number),
            sketches.offset(number),
            sketches.width(number),
            queries.columns(),
            queries.coefficients(),
            queries.at(query) + 1,
            keys);
  }

  /// Turns to a panel that is compared with tiles of queries.
  ///
  /// @param sketches of a list
  /// @param number of the panel
  /// @param columns bytes of a sketch besides its term
  void open(CodePanels sketches, long number, int columns) {
    panel = Scratch.ofThread((columns + 1L) * PANEL * Float.BYTES + Kernels.SLACK);
    Kernels.best()
        .sketchPanel(
            sketches.segment(number),
            sketches.offset(number),
            sketches.width(number),
            columns,
            panel);
  }

  /// Computes the keys of a tile of queries and the panel that was opened.
  ///
  /// @param width rows of the panel
  /// @param queries of the block
  /// @param visits queries that visit the list
  /// @param from the first visit of the tile
  /// @param count visits of the tile
  void compute(int width, SketchedQueries queries, Visits visits, int from, int count) {
    // a tile that is not full repeats its first query
    for (int q = 0; q < TILE; q++) {
      at[q] = queries.at(visits.query(from + (q < count ? q : 0)));
    }
    int columns = queries.columns() + 1;
    Kernels.best()
        .negatedInnerProduct(panel, 0, width, columns, queries.coefficients(), at, count, keys);
  }

  /// Which rows of the panel have keys within a limit.
  ///
  /// @param q visit of the tile
  long atMost(int q, int width, float limit) {
    return Kernels.best().atMost(keys, q * PANEL, width, limit);
  }

  /// The keys: of row j and visit q of the tile at `q * PANEL + j`.
  float[] keys() {
    return keys;
  }
}
