// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.CandidateSink;
import org.jspecify.annotations.Nullable;

/// One way through inverted lists: block, nearest centroids, lists, candidates. Belongs to one
/// thread; what it has made for one block it uses for the next.
final class IvfScan implements QueryBlock.Scan {

  private final BaseIvfIndex<?> index;
  private final SearchOptions options;
  private final CoarseSearch coarse;
  private final Probes probes;
  private @Nullable QueryBlock block;
  private @Nullable ListScan scan;
  private @Nullable ListScorer scorer;

  /// Scratch of a thread.
  ///
  /// @param index has the lists
  /// @param options of the search
  IvfScan(BaseIvfIndex<?> index, SearchOptions options) {
    int perQuery = index.probeCount(options);
    this.index = index;
    this.options = options;
    this.coarse = index.quantizer().coarseSearch(perQuery);
    this.probes = new Probes(perQuery);
  }

  /// For the k best, which can depend on the order of candidates.
  @Override
  public void run(QueryBlock queries, CandidateSink sink) {
    findLists(queries);
    listScan(queries).run(listScorer(queries), sink);
  }

  /// For results that do not depend on the order.
  void listByList(QueryBlock queries, CandidateSink sink) {
    findLists(queries);
    listScan(queries).listByList(listScorer(queries), sink);
  }

  private void findLists(QueryBlock queries) {
    coarse.find(queries, probes);
    probes.cut(options.integer(SearchParameter.MAX_CODES, 0), index.lists());
  }

  private ListScan listScan(QueryBlock queries) {
    if (scan == null || isOther(queries)) {
      scan = new ListScan(index.listCount(), queries, probes);
      scorer = null;
      block = queries;
    }
    return scan;
  }

  private ListScorer listScorer(QueryBlock queries) {
    if (scorer == null || !scorer.outlivesQueries()) {
      scorer = index.scorer(queries, probes, options);
    }
    return scorer;
  }

  @SuppressWarnings("ReferenceEquality") // a block is what it is, whatever queries are in it
  private boolean isOther(QueryBlock queries) {
    return queries != block;
  }
}
