// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.internal.panel.Norms;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.RowList;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// Finds the nearest centroids, with the rounding of Faiss: squared distances are |x|^2 + |c|^2 - 2
/// <x, c> in float (specification of the factory, section 2.1), although sums of squared
/// differences would be more exact.
///
/// The rounding decides where long vectors lie close together, such as the silent frames of a
/// voice, and there it has to be the same wherever a vector is sent to a list: in k-means, when it
/// is added, when it is searched, in Kith and in Faiss. Products are fused and summed in the order
/// of the components, and norms are those of [Norms]: the very bits of Faiss 1.7.3 on a processor
/// with AVX-512.
public final class CentroidScan {

  /// Fewer vectors do not fill the panels of [NearestCentroids].
  private static final int MANY = Kernels.PANEL;

  private final PanelList centroids;
  private final Metric metric;
  private final float[] norms;
  private final CoarseSketches sketches;

  /// Made at the first need.
  private volatile @Nullable NearestCentroids rows;

  /// Prepares scans.
  ///
  /// @param centroids not to be changed while this is in use
  /// @param metric how to compare; the rounding is special for L2 alone
  public CentroidScan(RowList centroids, Metric metric) {
    this(panels(centroids), metric);
  }

  /// Prepares scans.
  ///
  /// @param centroids not to be changed while this is in use
  /// @param metric how to compare; the rounding is special for L2 alone
  public CentroidScan(PanelList centroids, Metric metric) {
    this.centroids = centroids;
    this.metric = metric;
    this.sketches =
        new CoarseSketches(centroids.size(), centroids.dimension(), metric, this::values);
    this.norms = byNorms() ? Norms.squared(centroids) : new float[0];
  }

  private static PanelList panels(RowList rows) {
    PanelList panels = new PanelList(NativeHeap.automatic(), rows.dimension());
    panels.append(rows);
    return panels;
  }

  private boolean byNorms() {
    return metric.kind() == Metric.Kind.L2;
  }

  /// The nearest centroids of each vector.
  ///
  /// @param vectors n of them
  /// @param k centroids a vector
  /// @param parallelism the threads
  /// @return centroid numbers and distances, nearest first
  public Neighbors nearest(Vectors vectors, int k, Parallelism parallelism) {
    var sketched = sketched(k, vectors.size());
    if (k == 1 && (sketched != null || turns(k, vectors.size()))) {
      return nearestOne(vectors, sketched, parallelism);
    }
    if (sketched != null) {
      return nearestBySketches(vectors, k, sketched, parallelism);
    }
    return QueryBlock.search(vectors, k, metric, parallelism, QueryBlock.CACHED, this::scan);
  }

  private Neighbors nearestBySketches(
      Vectors vectors, int k, SketchedCentroids sketched, Parallelism parallelism) {
    int n = Math.toIntExact(vectors.size());
    float[] distances = new float[Math.multiplyExact(n, k)];
    long[] ids = new long[distances.length];
    ParallelBlocks.run(
        parallelism,
        n,
        QueryBlock.CACHED,
        (from, to) -> {
          var block = QueryBlock.empty(vectors.dimension());
          block.load(vectors, from, (int) (to - from));
          var search = new ProbeSearch(sketched, k, n == 1 ? 1 : Kernels.TILE);
          search.find(block.values(), 0, block.size(), distances, ids, (int) from * k);
        });
    for (int i = 0; i < ids.length; i++) {
      distances[i] = ids[i] < 0 ? metric.missing() : distance(distances[i]);
    }
    return new Neighbors(n, k, distances, ids);
  }

  /// The centroids for a search by sketches.
  ///
  /// @return null where all are to be compared
  @Nullable SketchedCentroids sketched(int k, long queries) {
    return NearestCentroids.supports(metric) ? sketches.of(k, queries) : null;
  }

  /// Bytes that have been prepared beside the centroids.
  ///
  /// @return bytes
  public long bytes() {
    return sketches.bytes();
  }

  private Vectors values() {
    var copy = Vectors.allocate(centroids.size(), centroids.dimension());
    float[] row = new float[centroids.dimension()];
    for (long i = 0; i < centroids.size(); i++) {
      centroids.copyRow(i, row, 0);
      copy.set(i, row);
    }
    return copy;
  }

  /// The same for k = 1.
  private Neighbors nearestOne(
      Vectors vectors, @Nullable SketchedCentroids sketched, Parallelism parallelism) {
    int n = Math.toIntExact(vectors.size());
    int[] labels = new int[n];
    float[] distances = new float[n];
    if (sketched == null) {
      rows().assign(vectors, parallelism, labels, distances);
    } else {
      sketched.assign(vectors, parallelism, labels, distances);
    }
    long[] ids = new long[n];
    for (int i = 0; i < n; i++) {
      boolean found = distances[i] < Float.POSITIVE_INFINITY;
      ids[i] = found ? labels[i] : -1;
      distances[i] = distance(distances[i]);
    }
    return new Neighbors(n, 1, distances, ids);
  }

  /// What a key of the one nearest centroid becomes.
  float distance(float key) {
    if (key == Float.POSITIVE_INFINITY) {
      return metric.missing();
    }
    return metric.isSimilarity() ? 0f - key : key;
  }

  /// The centroids, for lanes that are vectors.
  NearestCentroids rows() {
    NearestCentroids prepared = rows;
    if (prepared == null) {
      int d = centroids.dimension();
      float[] values = new float[Math.toIntExact(centroids.size() * d)];
      for (int i = 0; i < centroids.size(); i++) {
        centroids.copyRow(i, values, i * d);
      }
      prepared = new NearestCentroids(values, d, NearestCentroids.keyOf(metric));
      rows = prepared;
    }
    return prepared;
  }

  private void scan(QueryBlock block, CandidateSink sink) {
    new PanelScan(null).scanAll(centroids.size(), scorer(block), block, sink);
  }

  /// Compares the centroids with a block, also after it has got other queries.
  PanelScorer scorer(QueryBlock block) {
    if (!byNorms()) {
      return new FloatScorer(Kernels.best().keys(metric), block).on(centroids);
    }
    return new NormScorer(block, centroids, norms);
  }

  /// The nearest centroids of block after block, for one thread.
  ///
  /// @param k centroids a vector
  /// @return scratch of the thread
  public RepeatedCentroidScan repeated(int k) {
    return new RepeatedCentroidScan(this, k);
  }

  Metric metric() {
    return metric;
  }

  /// Whether the one nearest centroid of so many vectors is found with lanes that are vectors.
  boolean turns(int k, long vectors) {
    return k == 1 && vectors >= MANY && NearestCentroids.supports(metric);
  }

  long size() {
    return centroids.size();
  }
}
