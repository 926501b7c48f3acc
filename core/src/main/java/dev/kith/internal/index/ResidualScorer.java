// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Completes the keys of residuals: what a table of negated products <x, y_R> gives becomes a key
/// of y_C + y_R with the coarse key of the probe, and for L2 with the terms of the codes. For one
/// thread.
final class ResidualScorer {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final BaseIndex quantizer;
  private final Metric metric;
  private final QueryBlock block;
  private final Probes probes;
  private final float scale;

  /// Of the rows of the open panel; 0 for the inner product.
  private final float[] terms = new float[PANEL];

  /// @param quantizer holds the centroids
  /// @param metric of the index, L2 or the inner product
  /// @param block the queries
  /// @param probes their lists
  ResidualScorer(BaseIndex quantizer, Metric metric, QueryBlock block, Probes probes) {
    this.quantizer = quantizer;
    this.metric = metric;
    this.block = block;
    this.probes = probes;
    this.scale = isL2() ? 2 : 1;
  }

  private boolean isL2() {
    return metric.kind() == Metric.Kind.L2;
  }

  /// A scorer of one list, which shares the scratch with all others from here.
  ///
  /// @param list number
  /// @param sums gives negated products
  /// @param kept the terms of the list; for the inner product they are not looked at
  PanelScorer of(int list, PanelScorer sums, PanelList kept) {
    return new PanelScorer() {
      @Override
      public void open(long panel) {
        sums.open(panel);
        if (isL2()) {
          int width = kept.width(panel);
          MemorySegment.copy(kept.segment(panel), FLOAT, kept.offset(panel), terms, 0, width);
        }
      }

      @Override
      public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
        sums.keys(panel, width, visits, from, count, keys);
        for (int q = 0; q < count; q++) {
          complete(keys, q * PANEL, width, coarseKey(list, visits.probe(from + q)));
        }
      }
    };
  }

  private void complete(float[] keys, int at, int width, float coarse) {
    for (int j = 0; j < width; j++) {
      keys[at + j] = Math.fma(scale, keys[at + j], coarse + terms[j]);
    }
  }

  /// |x - y_C|^2 or -<x, y_C>: what the coarse quantizer has found, unless it goes by another
  /// metric.
  private float coarseKey(int list, int probe) {
    if (quantizer.metric().equals(metric)) {
      return isL2() ? probes.distance(probe) : -probes.distance(probe);
    }
    float[] centroid = quantizer.centroid(list);
    int at = probes.query(probe) * centroid.length;
    float sum = 0;
    for (int i = 0; i < centroid.length; i++) {
      float x = block.values()[at + i];
      sum =
          isL2() ? Math.fma(x - centroid[i], x - centroid[i], sum) : Math.fma(x, -centroid[i], sum);
    }
    return sum;
  }
}
