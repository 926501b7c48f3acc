// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.Visits;

/// The keys of sketches: of one panel against a tile of queries. The room of one thread.
final class SketchKeys {

  private final float[] keys = new float[TILE * PANEL];
  private final float[] terms = new float[PANEL];
  private final int[] at = new int[TILE];

  /// Computes keys.
  ///
  /// @param sketches of a list
  /// @param panel number
  /// @param queries of the block
  /// @param visits queries that visit the list
  /// @param from the first visit of the tile
  /// @param count visits of the tile
  void compute(
      CodePanels sketches,
      long panel,
      SketchedQueries queries,
      Visits visits,
      int from,
      int count) {
    // a tile that is not full repeats its first query
    for (int q = 0; q < TILE; q++) {
      at[q] = queries.at(visits.query(from + (q < count ? q : 0)));
    }
    Kernels.best()
        .sketchKeys(
            sketches.segment(panel),
            sketches.offset(panel),
            sketches.width(panel),
            queries.columns(),
            queries.coefficients(),
            at,
            count,
            terms,
            keys);
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
