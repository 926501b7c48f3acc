// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.DecodingScorer;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.FloatStore;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.RowList;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.quantize.FlatQuantizer;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Metric;
import org.jspecify.annotations.Nullable;

/// Inverted lists of whole vectors (specification of the factory, sections 2.4 and 2.5). A list is
/// a [PanelList], or where it lies in a file that is mapped, a [RowList].
public final class IvfFlatIndex extends BaseIvfIndex<FloatStore> {

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
      BaseIvfIndex<? extends FloatStore> index, QueryBlock block, @Nullable IdFilter filter) {
    InvertedLists<? extends FloatStore> lists = index.lists();
    FloatScorer scorer = new FloatScorer(Kernels.best().keys(index.metric()), block);
    DecodingScorer turned =
        new DecodingScorer(scorer, index.dimension(), new RowList(lists.heap(), index.dimension()));
    return new WholeLists(filter) {
      @Override
      public void scan(int list, Visits visits, int from, int to, CandidateSink sink) {
        PanelScorer codes =
            switch (lists.codes(list)) {
              case PanelList panels -> scorer.on(panels);
              case RowList rows -> turned.on(rows);
            };
        scan(lists.ids(list), codes, visits, from, to, sink);
      }
    };
  }

  @Override
  String codeName() {
    return "Flat";
  }
}
