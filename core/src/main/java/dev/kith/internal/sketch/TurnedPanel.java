// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.Scratch;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.RowList;
import dev.kith.internal.panel.Visits;
import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;

/// A panel of rows, turned to lie component by component, and its keys against a tile of queries.
/// They are sums in another order than those of [dev.kith.internal.kernel.RowKeys], so a limit
/// needs a margin: each of the two is off by (d + 16) units (2^-24) of what is summed at most, of
/// the squared distance itself or of the product of the norms.
///
/// The room of one thread.
final class TurnedPanel {

  private static final double UNIT = 0x1p-24;
  private static final int[] FIRST = new int[TILE];

  private final Metric metric;
  private final QueryBlock block;
  private final int d;
  private final float[] keys = new float[TILE * PANEL];
  private final int[] at = new int[TILE];
  private final float[] origin;
  private MemorySegment panel = MemorySegment.NULL;
  private int width;
  private double longest;

  TurnedPanel(Metric metric, QueryBlock block) {
    this.metric = metric;
    this.block = block;
    this.d = block.dimension();
    this.origin = metric.isSimilarity() ? new float[d] : new float[0];
  }

  /// Whether there are kernels for panels that gain anything.
  boolean isPossible() {
    return metric.kind() == Metric.Kind.L2 || metric.kind() == Metric.Kind.INNER_PRODUCT;
  }

  /// Turns a panel of rows.
  void load(RowList rows, long number, int rowsOfPanel) {
    width = rowsOfPanel;
    panel = Scratch.ofThread((long) PANEL * d * Float.BYTES + Kernels.SLACK);
    rows.decode(number, panel);
    if (metric.isSimilarity()) {
      Kernels.best().squaredL2(panel, 0, width, d, origin, FIRST, 1, keys);
      float largest = 0;
      for (int row = 0; row < width; row++) {
        largest = Math.max(largest, keys[row]);
      }
      longest = Math.sqrt(largest);
    }
  }

  /// Computes keys.
  ///
  /// @param visits the queries
  /// @param from the first visit of the tile
  /// @param count visits of the tile
  void compute(Visits visits, int from, int count) {
    // a tile that is not full repeats its first query
    for (int q = 0; q < TILE; q++) {
      at[q] = visits.query(from + (q < count ? q : 0)) * d;
    }
    Kernels.best().keys(metric).compute(panel, 0, width, d, block.values(), at, count, keys);
  }

  /// The keys: of row j and visit q of the tile at `q * PANEL + j`.
  float[] keys() {
    return keys;
  }

  /// Which rows have keys within a limit.
  long atMost(int q, float limit) {
    return Kernels.best().atMost(keys, q * PANEL, width, limit);
  }

  /// The largest key that a row within a limit can have here.
  float largestKey(int query, float limit) {
    double rounding = 4 * UNIT * (d + 16);
    double margin =
        metric.isSimilarity() ? rounding * longest * block.norm(query) : rounding * limit;
    // what has overflowed rejects nothing
    double largest = limit + margin;
    return largest < Double.POSITIVE_INFINITY
        ? Math.nextUp((float) largest)
        : Float.POSITIVE_INFINITY;
  }
}
