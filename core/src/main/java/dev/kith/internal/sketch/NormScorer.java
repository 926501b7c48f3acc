// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.vector.Metric;

/// Squared distances to centroids with the rounding of Faiss: |x|^2 + |c|^2 - 2 <x, c> in float.
final class NormScorer implements PanelScorer {

  private final Kernels kernels = Kernels.best();
  private final QueryBlock block;
  private final FloatScorer products;
  private final float[] norms;

  /// @param block the queries
  /// @param centroids what is compared
  /// @param norms their squared norms
  NormScorer(QueryBlock block, PanelList centroids, float[] norms) {
    this.block = block;
    this.products = new FloatScorer(kernels.keys(Metric.INNER_PRODUCT), block).on(centroids);
    this.norms = norms;
  }

  @Override
  public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
    float[] queryNorms = block.norms();
    products.keys(panel, width, visits, from, count, keys);
    int first = (int) panel * Kernels.PANEL;
    for (int q = 0; q < count; q++) {
      float queryNorm = queryNorms[visits.query(from + q)];
      kernels.addNorms(keys, q * Kernels.PANEL, width, queryNorm, norms, first);
    }
  }
}
