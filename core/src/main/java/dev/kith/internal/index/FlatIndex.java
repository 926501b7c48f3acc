// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.FlatQuantizer;
import dev.kith.internal.sketch.CentroidScan;
import dev.kith.internal.sketch.RepeatedCentroidScan;
import dev.kith.internal.sketch.SketchedRows;
import dev.kith.internal.sketch.Sketching;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Exact search: the best of all vectors for every query (specification of the factory, section
/// 2.3). Vectors whose sketches show that they are too far away are not looked at (see
/// [dev.kith.internal.sketch.RowScan]).
public final class FlatIndex extends CodeIndex<SketchedRows> {

  /// Prepared at the first need, dropped at every change.
  private volatile @Nullable CentroidScan centroids;

  private final Sketching sketching;

  /// An empty index.
  ///
  /// @param dimension d
  /// @param metric any
  public FlatIndex(int dimension, Metric metric) {
    this(dimension, metric, new Sketching(dimension, metric));
  }

  private FlatIndex(int dimension, Metric metric, Sketching sketching) {
    this(dimension, metric, sketching, heap -> new SketchedRows(heap, dimension, sketching));
  }

  private FlatIndex(
      int dimension, Metric metric, Sketching sketching, Function<NativeHeap, SketchedRows> store) {
    super(metric, new FlatQuantizer(dimension), store);
    this.sketching = sketching;
  }

  /// The vectors of a file.
  ///
  /// @param dimension d
  /// @param metric any
  /// @param rows whole vectors, in the order of bytes that this machine has
  /// @return an index that takes no memory until it is changed
  public static FlatIndex mapped(int dimension, Metric metric, MemorySegment rows) {
    Sketching none = new Sketching(dimension, metric);
    none.refuse();
    return new FlatIndex(
        dimension, metric, none, heap -> SketchedRows.mapped(heap, dimension, rows, none));
  }

  /// For an index that is asked for single vectors, and never for all of them: it needs no
  /// sketches.
  public void lookUpOnly() {
    sketching.refuse();
  }

  @Override
  QueryBlock.Scan scan(@Nullable IdFilter filter) {
    return new FlatScan(codes(), sketching, filter);
  }

  @Override
  void compare(Candidates candidates) {
    candidates.compare(codes().rows().memory(), metric());
  }

  @Override
  public void filled(Parallelism parallelism) {
    sketching.consider(1, list -> codes(), parallelism);
  }

  @Override
  Neighbors assign(Vectors queries, int count, Parallelism parallelism) {
    requireOpen();
    return prepared().nearest(queries, count, parallelism);
  }

  private CentroidScan prepared() {
    CentroidScan prepared = centroids;
    if (prepared == null) {
      prepared = new CentroidScan(codes().rows(), metric());
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
    return new RepeatedScan(scan(options.filter()), largestBlock());
  }

  @Override
  String name() {
    return "Flat";
  }
}
