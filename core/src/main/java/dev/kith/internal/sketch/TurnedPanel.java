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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A panel of rows, turned to lie component by component, and its keys against a tile of queries.
/// They are sums in another order than those of [dev.kith.internal.kernel.RowKeys], so a limit
/// needs a margin: each of the two is off by (d + 16) units (2^-24) of what is summed at most, of
/// the squared distance itself or of the product of the norms.
///
/// The room of one thread.
final class TurnedPanel implements Bounds {

  private static final double UNIT = 0x1p-24;
  private static final int[] FIRST = new int[TILE];

  private final Metric metric;
  private final QueryBlock block;
  private final int d;
  private final float[] keys = new float[TILE * PANEL];
  private final int[] at = new int[TILE];
  private final float[] origin;
  private @Nullable RowList rows;
  private MemorySegment panel = MemorySegment.NULL;
  private int width;
  private double longest;

  TurnedPanel(Metric metric, QueryBlock block) {
    this.metric = metric;
    this.block = block;
    this.d = block.dimension();
    this.origin = metric.isSimilarity() ? new float[d] : new float[0];
  }

  /// Whether there are kernels for panels that gain anything under a metric.
  static boolean isPossible(Metric metric) {
    return metric.kind() == Metric.Kind.L2 || metric.kind() == Metric.Kind.INNER_PRODUCT;
  }

  /// Turns to the rows of a list.
  TurnedPanel on(RowList list) {
    rows = list;
    return this;
  }

  @Override
  public void open(long number, int rowsOfPanel, int visits) {
    width = rowsOfPanel;
    panel = Scratch.ofThread((long) PANEL * d * Float.BYTES + Kernels.SLACK);
    Objects.requireNonNull(rows).decode(number, panel);
    if (metric.isSimilarity()) {
      Kernels.best().squaredL2(panel, 0, width, d, origin, FIRST, 1, keys);
      float largest = 0;
      for (int row = 0; row < width; row++) {
        largest = Math.max(largest, keys[row]);
      }
      longest = Math.sqrt(largest);
    }
  }

  @Override
  public void compute(Visits visits, int from, int count) {
    // a tile that is not full repeats its first query
    for (int q = 0; q < TILE; q++) {
      at[q] = visits.query(from + (q < count ? q : 0)) * d;
    }
    Kernels.best().keys(metric).compute(panel, 0, width, d, block.values(), at, count, keys);
  }

  @Override
  public float[] keys() {
    return keys;
  }

  @Override
  public float largestKey(int query, float limit) {
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
