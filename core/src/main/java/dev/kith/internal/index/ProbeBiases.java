// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.TableRange;
import dev.kith.internal.quantize.TableScale;
import dev.kith.vector.Metric;

/// What the similarity of a query to the centroid of a list adds to all sums of this list, where
/// codes are of residuals: `<q, x> = <q, centroid> + <q, residual>` (specification of the factory,
/// section 2.8).
final class ProbeBiases {

  private final Probes probes;
  private final float[] products;
  private final int[] rounded;

  /// @param block the queries
  /// @param probes of all queries
  /// @param quantizer holds the centroids
  ProbeBiases(QueryBlock block, Probes probes, BaseIndex quantizer) {
    this.probes = probes;
    this.products = new float[probes.count()];
    this.rounded = new int[probes.count()];
    boolean known = quantizer.metric().kind() == Metric.Kind.INNER_PRODUCT;
    for (int probe = 0; probe < products.length; probe++) {
      if (probes.list(probe) != ListScan.NO_LIST) {
        products[probe] =
            known
                ? probes.distance(probe)
                : product(block, probes.query(probe), quantizer.centroid(probes.list(probe)));
      }
    }
  }

  /// For a coarse quantizer that compares by another metric.
  private static float product(QueryBlock block, int query, float[] centroid) {
    float sum = 0;
    for (int i = 0; i < centroid.length; i++) {
      sum = Math.fma(block.values()[query * centroid.length + i], centroid[i], sum);
    }
    return sum;
  }

  /// The scale of a query; rounds its biases on the way.
  TableScale scale(int query, TableRange range) {
    float least = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    int first = query * probes.perQuery();
    for (int probe = first; probe < first + probes.perQuery(); probe++) {
      if (probes.list(probe) != ListScan.NO_LIST) {
        least = Math.min(least, products[probe]);
        largest = Math.max(largest, products[probe]);
      }
    }
    TableScale scale =
        TableScale.ofSums(
            range.largestSpan(), largest - least + range.spanSum(), range.leastSum() + least);
    for (int probe = first; probe < first + probes.perQuery(); probe++) {
      rounded[probe] = scale.round(products[probe] - least);
    }
    return scale;
  }

  /// The bias of each probe as a whole number, once all queries have their scales.
  int[] rounded() {
    return rounded;
  }
}
