// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.NearestRows;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.RowBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.topk.TopK;
import org.jspecify.annotations.Nullable;

/// Finds the nearest centroids of block after block, as [CentroidScan#nearest] does, with the
/// memory that it has from the block before. Belongs to one thread.
public final class RepeatedCentroidScan {

  private final CentroidScan centroids;
  private final int k;
  private final PanelScan scan = new PanelScan(null);
  private final TopK best;
  private float[] distances = new float[0];
  private long[] numbers = new long[0];
  private Visits visits = Visits.ofAll(0);
  private @Nullable QueryBlock block;
  private @Nullable PanelScorer scorer;
  private @Nullable RowBlock rows;
  private @Nullable NearestRows nearest;
  private @Nullable SketchSearch search;
  private @Nullable ProbeSearch probes;

  RepeatedCentroidScan(CentroidScan centroids, int k) {
    this.centroids = centroids;
    this.k = k;
    this.best = new TopK(0, k, centroids.metric());
  }

  /// Finds the nearest centroids of the queries of a block, to be asked for afterwards.
  ///
  /// @param queries of the dimension of the centroids
  public void nearest(QueryBlock queries) {
    int count = Math.multiplyExact(queries.size(), k);
    if (distances.length < count) {
      distances = new float[count];
      numbers = new long[count];
    }
    var sketched = centroids.sketched(k, queries.size());
    if (sketched != null && k == 1) {
      nearestOneBySketches(queries, sketched);
    } else if (sketched != null) {
      nearestBySketches(queries, sketched);
    } else if (centroids.turns(k, queries.size())) {
      nearestOne(queries);
    } else {
      nearestOfAll(queries);
    }
  }

  /// The number of a centroid.
  ///
  /// @param i `query * k + rank`
  /// @return its number, -1 where there are fewer
  public int number(int i) {
    return (int) numbers[i];
  }

  /// How far a centroid is away.
  ///
  /// @param i `query * k + rank`
  /// @return its distance
  public float distance(int i) {
    return distances[i];
  }

  private void nearestOfAll(QueryBlock queries) {
    PanelScorer comparison = scorer(queries);
    if (visits.count() < queries.size()) {
      visits = Visits.ofAll(queries.size());
    }
    best.reset(queries.size(), k);
    for (int from = 0; from < queries.size(); from += QueryBlock.CACHED) {
      int to = Math.min(from + QueryBlock.CACHED, queries.size());
      scan.scan(centroids.size(), PanelScan.RowIds.SAME, comparison, visits, from, to, best);
    }
    queries.drain(best, k, centroids.metric(), distances, numbers, 0);
  }

  @SuppressWarnings("ReferenceEquality") // a block is what it is, whatever queries are in it
  private PanelScorer scorer(QueryBlock queries) {
    if (scorer == null || queries != block) {
      scorer = centroids.scorer(queries);
      block = queries;
    }
    return scorer;
  }

  private void nearestBySketches(QueryBlock queries, SketchedCentroids sketched) {
    if (probes == null || probes.room() < Math.min(TILE, queries.size())) {
      probes = new ProbeSearch(sketched, k, queries.size() == 1 ? 1 : TILE);
    }
    probes.find(queries.values(), 0, queries.size(), distances, numbers, 0);
    for (int i = 0; i < queries.size() * k; i++) {
      distances[i] =
          numbers[i] < 0 ? centroids.metric().missing() : centroids.distance(distances[i]);
    }
  }

  private void nearestOneBySketches(QueryBlock queries, SketchedCentroids sketched) {
    if (search == null || search.room() < Math.min(TILE, queries.size())) {
      search = new SketchSearch(sketched, queries.size() == 1 ? 1 : TILE);
    }
    int room = search.room();
    for (int first = 0; first < queries.size(); first += room) {
      int count = Math.min(room, queries.size() - first);
      search.tile().load(queries.values(), first, count);
      search.find();
      for (int q = 0; q < count; q++) {
        keep(first + q, search.key(q), search.label(q));
      }
    }
  }

  private void keep(int query, float key, int number) {
    numbers[query] = key == Float.POSITIVE_INFINITY ? -1 : number;
    distances[query] = centroids.distance(key);
  }

  /// With lanes that are queries.
  private void nearestOne(QueryBlock queries) {
    if (rows == null || nearest == null) {
      rows = new RowBlock(queries.dimension());
      nearest = new NearestRows();
    }
    for (int from = 0; from < queries.size(); from += Kernels.PANEL) {
      rows.load(queries.values(), from, Math.min(from + Kernels.PANEL, queries.size()));
      centroids.rows().find(rows, 0, nearest);
      for (int i = 0; i < rows.width(); i++) {
        keep(from + i, nearest.keys()[i], nearest.numbers()[i]);
      }
    }
  }
}
