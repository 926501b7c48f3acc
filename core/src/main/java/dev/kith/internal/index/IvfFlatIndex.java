// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.quantize.FlatQuantizer;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Metric;
import org.jspecify.annotations.Nullable;

/// Inverted lists of whole vectors (specification of the factory, sections 2.4 and 2.5).
public final class IvfFlatIndex extends BaseIvfIndex<PanelList> {

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension and metric; owned by this index
  ///   from now on
  /// @param listCount number of lists, at least 1
  public IvfFlatIndex(Index quantizer, int listCount) {
    this(quantizer, listCount, quantizer.metric());
  }

  /// An empty index that compares vectors by another metric than centroids, as many files have it.
  ///
  /// @param quantizer the index of the centroids, of this dimension; owned by this index from now
  ///   on
  /// @param listCount number of lists, at least 1
  /// @param metric how vectors are compared
  public IvfFlatIndex(Index quantizer, int listCount, Metric metric) {
    super(
        quantizer,
        listCount,
        metric,
        new FlatQuantizer(quantizer.dimension()),
        false,
        heap -> new PanelList(heap, quantizer.dimension()));
  }

  @Override
  ListScorer scorer(QueryBlock block, Probes probes, SearchOptions options) {
    return scorer(this, block, options.filter());
  }

  /// Compares lists of whole vectors with the queries of one block.
  ///
  /// @param index has the lists
  /// @param block the queries
  /// @param filter which ids may be found; null for all
  static ListScorer scorer(
      BaseIvfIndex<PanelList> index, QueryBlock block, @Nullable IdFilter filter) {
    InvertedLists<PanelList> lists = index.lists();
    FloatScorer scorer = new FloatScorer(Kernels.best().keys(index.metric()), block);
    return new WholeLists(filter) {
      @Override
      public void scan(int list, Visits visits, int from, int to, CandidateSink sink) {
        scan(lists.ids(list), scorer.on(lists.codes(list)), visits, from, to, sink);
      }
    };
  }

  @Override
  String codeName() {
    return "Flat";
  }
}
