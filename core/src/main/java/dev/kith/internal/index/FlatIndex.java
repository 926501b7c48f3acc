// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.FlatQuantizer;
import dev.kith.internal.sketch.CentroidScan;
import dev.kith.internal.sketch.RepeatedCentroidScan;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// Exact search: every query is compared with every vector (specification of the factory, section
/// 2.3).
public final class FlatIndex extends CodeIndex<PanelList> {

  /// Prepared at the first need, dropped at every change.
  private volatile @Nullable CentroidScan centroids;

  /// An empty index.
  ///
  /// @param dimension d
  /// @param metric any
  public FlatIndex(int dimension, Metric metric) {
    super(metric, new FlatQuantizer(dimension), heap -> new PanelList(heap, dimension));
  }

  @Override
  PanelScorer scorer(QueryBlock block) {
    return new FloatScorer(Kernels.best().keys(metric()), block).on(codes());
  }

  @Override
  Neighbors assign(Vectors queries, int count, Parallelism parallelism) {
    requireOpen();
    return prepared().nearest(queries, count, parallelism);
  }

  private CentroidScan prepared() {
    CentroidScan prepared = centroids;
    if (prepared == null) {
      prepared = new CentroidScan(codes(), metric());
      centroids = prepared;
    }
    return prepared;
  }

  @Override
  CoarseSearch coarseSearch(int count) {
    RepeatedCentroidScan scan = prepared().repeated(count);
    return (block, probes) -> {
      requireOpen();
      scan.nearest(block);
      probes.reset(block.size());
      for (int i = 0; i < probes.count(); i++) {
        probes.set(i, scan.number(i), scan.distance(i));
      }
    };
  }

  @Override
  float[] centroid(int list) {
    float[] centroid = new float[dimension()];
    codes().copyRow(list, centroid, 0);
    return centroid;
  }

  @Override
  void changed() {
    centroids = null;
  }

  /// Whole vectors need nothing to be prepared for queries.
  @Override
  RepeatedScan repeatedScan(SearchOptions options) {
    return new RepeatedScan(new OneListScan(this, options.filter()), largestBlock());
  }

  @Override
  String name() {
    return "Flat";
  }
}
