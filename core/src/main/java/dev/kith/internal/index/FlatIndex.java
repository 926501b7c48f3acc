// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CentroidScan;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Exact search: every query is compared with every vector. Ids are positions; removal closes the
/// gaps, so later ids move down (specification of the factory, section 2.3).
public final class FlatIndex extends BaseIndex {

  private final NativeHeap heap = new NativeHeap();
  private final PanelList vectors;

  /// Prepared at the first need, dropped at every change.
  private volatile @Nullable CentroidScan centroids;

  /// An empty index.
  ///
  /// @param dimension d
  /// @param metric any
  public FlatIndex(int dimension, Metric metric) {
    super(dimension, metric);
    this.vectors = new PanelList(heap, dimension);
  }

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    return QueryBlock.search(
        queries,
        k,
        metric(),
        options.parallelism(),
        QueryBlock.CACHED,
        (block, best) -> scan(block, options.filter(), best));
  }

  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    return QueryBlock.rangeSearch(
        queries,
        radius,
        metric(),
        options.parallelism(),
        QueryBlock.CACHED,
        (block, found) -> scan(block, options.filter(), found));
  }

  private void scan(QueryBlock block, @Nullable IdFilter filter, CandidateSink sink) {
    new PanelScan(metric(), filter).scanAll(vectors, block, sink);
  }

  @Override
  Neighbors assign(Vectors queries, int count, Parallelism parallelism) {
    CentroidScan prepared = centroids;
    if (prepared == null) {
      prepared = new CentroidScan(vectors, metric());
      centroids = prepared;
    }
    return prepared.nearest(queries, count, parallelism);
  }

  @Override
  void doTrain(Vectors sample, BuildOptions options) {}

  @Override
  void doAdd(Vectors added, long @Nullable [] ids, BuildOptions options) {
    if (ids != null) {
      throw new UnsupportedOperationException(
          "a flat index numbers its vectors itself; put it into an IDMap: \"IDMap,Flat\"");
    }
    append(added);
  }

  /// Appends vectors without the checks of [#add], as a reader of files does.
  ///
  /// @param added of this index's dimension
  public void append(Vectors added) {
    centroids = null;
    vectors.append(added, CodeStore.RowOrder.SAME, added.size());
  }

  /// The vectors themselves.
  ///
  /// @return for a writer of files
  public PanelList vectors() {
    return vectors;
  }

  /// Makes room for vectors that are going to be appended in parts.
  ///
  /// @param count vectors in all
  public void reserve(long count) {
    vectors.reserve(count);
  }

  @Override
  float[] doReconstruct(long id) {
    checkId(id);
    float[] vector = new float[dimension()];
    vectors.copyRow(id, vector, 0);
    return vector;
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    if (count > 0) {
      checkId(first);
      checkId(first + count - 1);
    }
    Vectors copy = Vectors.allocate(count, dimension());
    float[] row = new float[dimension()];
    for (long i = 0; i < count; i++) {
      vectors.copyRow(first + i, row, 0);
      copy.set(i, row);
    }
    return copy;
  }

  private void checkId(long id) {
    if (id < 0 || id >= size()) {
      throw new NoSuchElementException(
          "there is no vector " + id + "; the index has " + size() + ", from 0");
    }
  }

  @Override
  long doRemove(IdFilter ids) {
    // asked before anything moves, so that a filter that throws leaves the index as it was
    long removed = LongStream.range(0, size()).filter(ids::accepts).count();
    if (removed > 0) {
      keep(ids.negate());
    }
    return removed;
  }

  private void keep(IdFilter ids) {
    centroids = null;
    long kept = 0;
    for (long row = 0; row < size(); row++) {
      if (ids.accepts(row)) {
        if (kept < row) {
          vectors.move(row, kept);
        }
        kept++;
      }
    }
    vectors.truncate(kept);
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    if (addToIds != 0) {
      throw new IllegalArgumentException(
          "a flat index numbers its vectors itself; addToIds is " + addToIds + ", and must be 0");
    }
    centroids = null;
    vectors.append(((FlatIndex) other).vectors);
  }

  @Override
  void doReset() {
    centroids = null;
    vectors.truncate(0);
  }

  @Override
  void doClose() {
    heap.close();
  }

  @Override
  boolean shiftsOnRemoval() {
    return true;
  }

  @Override
  public long size() {
    return vectors.size();
  }

  @Override
  public boolean isTrained() {
    return true;
  }

  @Override
  public long memoryBytes() {
    return heap.bytes();
  }

  @Override
  public IndexReport report() {
    return report("Flat", Map.of("bytes per vector", (long) dimension() * Float.BYTES));
  }
}
