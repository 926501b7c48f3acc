// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.guard;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.cluster.KMeans;
import dev.kith.cluster.KMeansOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;

/// The rows of the guard, on one thread each. Of a search the operation is a query, of k-means the
/// assignment of a point.
final class GuardRows {

  private static final int K = 8;
  private static final int CENTROIDS = 256;
  private static final int ITERATIONS = 4;
  private static final BuildOptions BUILD =
      BuildOptions.defaults().threads(1).listener(BuildListener.SILENT);

  private final GuardData data;
  private final List<Vectors> each = new ArrayList<>();
  private final float[][] queries;
  private final PlainSearch all;
  private final List<GuardRow> rows = new ArrayList<>();
  private int next;

  private GuardRows(GuardData data) {
    this.data = data;
    this.all = new PlainSearch(data.base());
    this.queries = new float[Math.toIntExact(data.queries().size())][];
    for (int row = 0; row < queries.length; row++) {
      queries[row] = data.queries().row(row);
      each.add(data.queries().slice(row, row + 1));
    }
  }

  /// Builds the indexes.
  ///
  /// @param data what they hold and are searched for
  static List<GuardRow> of(GuardData data) {
    var made = new GuardRows(data);
    made.kMeans();
    made.search("Flat", 0);
    var lists = "IVF" + CENTROIDS;
    made.search(lists + ",Flat", 1, 16);
    made.search(lists + ",SQ8", 16);
    made.search("PQ" + data.base().dimension() / 2 + "x4fs", 0);
    return List.copyOf(made.rows);
  }

  private void kMeans() {
    var options = KMeansOptions.defaults().iterations(ITERATIONS);
    var first = new PlainSearch(data.base().slice(0, CENTROIDS));
    Work train =
        () -> {
          var found = KMeans.train(data.base(), CENTROIDS, Metric.L2, options, BUILD);
          return found.centroids().size() * data.base().size() * ITERATIONS / CENTROIDS;
        };
    rows.add(new GuardRow("k-means", train, () -> plain(first)));
  }

  /// Rows of an index, in batches and for single queries, for each nprobe; 0 for none.
  private void search(String factory, int... nprobes) {
    var index = IndexFactory.create(data.base().dimension(), factory, Metric.L2);
    index.train(data.base(), BUILD);
    index.add(data.base(), BUILD);
    for (int nprobe : nprobes) {
      var one = SearchOptions.defaults().threads(1);
      var options = nprobe == 0 ? one : one.nprobe(nprobe);
      var name = nprobe == 0 ? factory : factory + " nprobe " + nprobe;
      rows.add(new GuardRow(name + " batch", () -> batch(index, options), () -> plain(all)));
      rows.add(new GuardRow(name + " single", () -> single(index, options), () -> plain(all)));
    }
  }

  private long batch(Index index, SearchOptions options) {
    return index.search(data.queries(), K, options).queries();
  }

  private long single(Index index, SearchOptions options) {
    next = (next + 1) % each.size();
    return index.search(each.get(next), K, options).queries();
  }

  private long plain(PlainSearch search) {
    next = (next + 1) % queries.length;
    return search.nearest(queries[next]) < 0 ? 0 : 1;
  }
}
