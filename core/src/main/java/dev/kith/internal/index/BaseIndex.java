// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.internal.random.Samples;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.io.Closeable;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What all index types share: the checks of arguments, and the gate that keeps searches and
/// changes apart. The `do…` methods run inside the gate on checked arguments.
public abstract class BaseIndex implements Index {

  private final AccessGate gate = new AccessGate();
  private final int dimension;
  private final Metric metric;

  BaseIndex(int dimension, Metric metric) {
    if (dimension <= 0) {
      throw new IllegalArgumentException(
          "the dimension is " + dimension + ", and must be at least 1");
    }
    this.dimension = dimension;
    this.metric = metric;
  }

  /// The index as one of this library.
  ///
  /// @param index any
  /// @return the same
  /// @throws IllegalArgumentException if it is a stranger
  public static BaseIndex of(Index index) {
    if (index instanceof BaseIndex ours) {
      return ours;
    }
    throw new IllegalArgumentException(
        index.getClass().getName() + " is not an index type of this library");
  }

  abstract void doTrain(VectorSource vectors, BuildOptions options);

  abstract void doAdd(VectorSource vectors, long @Nullable [] ids, BuildOptions options);

  abstract Neighbors doSearch(Vectors queries, int k, SearchOptions options);

  abstract RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options);

  abstract float[] doReconstruct(long id);

  abstract Vectors doReconstruct(long first, long count);

  /// The stored forms of some vectors.
  ///
  /// @param ids in any order; may repeat
  /// @return one row an id
  Vectors doReconstruct(long[] ids) {
    Vectors rows = Vectors.allocate(ids.length, dimension);
    for (int i = 0; i < ids.length; i++) {
      rows.set(i, doReconstruct(ids[i]));
    }
    return rows;
  }

  /// Compares candidates of another index with their queries, where this index refines.
  ///
  /// @param candidates named by ids of this index; receive their keys
  void compare(Candidates candidates) {
    candidates.compareDecoded(this);
  }

  abstract long doRemove(IdFilter ids);

  abstract void doMerge(BaseIndex other, long addToIds);

  abstract void doReset();

  abstract void doClose();

  /// Bytes of a code that stands for a vector without the index around it.
  int doCodeSize() {
    throw noCodes();
  }

  Codes doEncode(Vectors vectors, Parallelism parallelism) {
    throw noCodes();
  }

  Vectors doDecode(Codes codes) {
    throw noCodes();
  }

  private UnsupportedOperationException noCodes() {
    return new UnsupportedOperationException(report().type() + " has no codes of its own");
  }

  /// Learns centroids, to be a coarse quantizer (specification of the factory, section 1.3).
  ///
  /// @param lists how many
  /// @param sample what to cluster
  /// @param options listener, seed, threads
  void trainAsCoarse(int lists, VectorSource sample, BuildOptions options) {
    CoarseTraining.train(this, lists, sample, options);
  }

  /// A centroid, where this index is a coarse quantizer.
  float[] centroid(int list) {
    return reconstruct(list);
  }

  /// The nearest centroids, where this index is a coarse quantizer.
  ///
  /// @param vectors n of them, checked already
  /// @param count centroids a vector
  /// @param parallelism the threads
  /// @return centroid numbers, nearest first, -1 where there are fewer
  Neighbors assign(Vectors vectors, int count, Parallelism parallelism) {
    SearchOptions options =
        SearchOptions.defaults().executor(parallelism.executor(), parallelism.width());
    return search(vectors, count, options);
  }

  /// The same for one thread that asks again and again, and each time gets what [#assign] gives.
  ///
  /// @param count centroids a query
  /// @return scratch of the thread
  CoarseSearch coarseSearch(int count) {
    return (block, probes) -> probes.load(assign(block.vectors(), count, Parallelism.of(1)));
  }

  /// How to search without making everything anew for every call.
  ///
  /// @param options of all searches
  /// @return null for a type that has nothing to keep
  @Nullable RepeatedScan repeatedScan(SearchOptions options) {
    return null;
  }

  /// The largest id that a search can return.
  ///
  /// @return -1 where there are no vectors
  public long largestId() {
    return size() - 1;
  }

  /// Whether a vector can be had by its position: ids are 0 to `size() - 1`, each of them once.
  ///
  /// @return true for most types; those with ids of the caller's look at them
  public boolean numbersByPosition() {
    return true;
  }

  /// Keeps changes out while somebody looks inside, as a search does.
  ///
  /// @return to be closed when that is done
  public final Closeable hold() {
    gate.beginSearch();
    return gate;
  }

  /// Whether ids are positions, so that removal moves later ones down.
  boolean shiftsOnRemoval() {
    return false;
  }

  @Override
  public final int dimension() {
    return dimension;
  }

  @Override
  public final Metric metric() {
    return metric;
  }

  @Override
  public Set<SearchParameter> parameters() {
    return Set.of();
  }

  @Override
  public final void train(VectorSource vectors, BuildOptions options) {
    VectorSource checked = Arguments.checked(vectors, "training vector", "training vectors", this);
    change(() -> {
      if (size() > 0) {
        throw new IllegalStateException(
            "the index holds "
                + size()
                + " vectors, which training would orphan; reset it first, or train a new one");
      }
      Samples.limited(checked, options, sample -> doTrain(sample, options));
    });
  }

  @Override
  public final void add(VectorSource vectors, BuildOptions options) {
    addChecked(vectors, null, options);
  }

  @Override
  public final void add(VectorSource vectors, long[] ids, BuildOptions options) {
    Arguments.checkIds(ids, vectors.size());
    addChecked(vectors, ids, options);
  }

  private void addChecked(VectorSource vectors, long @Nullable [] ids, BuildOptions options) {
    VectorSource checked = Arguments.checked(vectors, "vector", "vectors", this);
    change(() -> {
      requireTrained();
      doAdd(checked, ids, options);
    });
  }

  @Override
  public final Neighbors search(Vectors queries, int k, SearchOptions options) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", and must be at least 1");
    }
    Arguments.check(queries, "query", "queries", this);
    Arguments.check(options, this);
    return inside(() -> doSearch(queries, k, options));
  }

  @Override
  public final RangeNeighbors rangeSearch(Vectors queries, float radius, SearchOptions options) {
    if (Float.isNaN(radius)) {
      throw new IllegalArgumentException("the radius is NaN, and must be a number");
    }
    Arguments.check(queries, "query", "queries", this);
    Arguments.check(options, this);
    return inside(() -> doRangeSearch(queries, radius, options));
  }

  @Override
  public final float[] reconstruct(long id) {
    return inside(() -> doReconstruct(id));
  }

  @Override
  public final Vectors reconstruct(long first, long count) {
    if (count < 0) {
      throw new IllegalArgumentException("the count is " + count + ", below 0");
    }
    return inside(() -> {
      if (count > size()) {
        throw new NoSuchElementException(
            "there are no vectors with all the ids %d to %d; the index has %d vectors"
                .formatted(first, first + count - 1, size()));
      }
      return doReconstruct(first, count);
    });
  }

  @Override
  public final int codeSize() {
    return doCodeSize();
  }

  @Override
  public final Codes encode(Vectors vectors, Parallelism parallelism) {
    Arguments.check(vectors, "vector", "vectors", this);
    return inside(() -> doEncode(vectors, parallelism));
  }

  @Override
  public final Vectors decode(Codes codes) {
    return inside(() -> {
      if (codes.codeSize() != doCodeSize()) {
        throw new IllegalArgumentException(
            "the codes have %d bytes each, and those of this index %d"
                .formatted(codes.codeSize(), doCodeSize()));
      }
      return doDecode(codes);
    });
  }

  @Override
  public final long remove(IdFilter ids) {
    long[] removed = new long[1];
    change(() -> removed[0] = doRemove(ids));
    return removed[0];
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the question is whether it is the same object
  public final void merge(Index other, long addToIds) {
    BaseIndex source = of(other);
    if (source == this) {
      throw new IllegalArgumentException("an index cannot be merged into itself");
    }
    if (source.getClass() != getClass()
        || source.dimension != dimension
        || !source.metric.equals(metric)) {
      throw new IllegalArgumentException(
          "cannot merge %s into %s: type, dimension and metric must be the same"
              .formatted(source.summary(), summary()));
    }
    change(() -> {
      source.gate.beginSearch();
      try {
        doMerge(source, addToIds);
      } finally {
        source.gate.endSearch();
      }
    });
  }

  @Override
  public final void reset() {
    change(this::doReset);
  }

  @Override
  public final void close() {
    if (!gate.isClosed()) {
      end(this::doClose);
    }
  }

  /// Ends this index for good.
  ///
  /// @param freeing gives back what it holds
  final void end(Runnable freeing) {
    gate.beginChange();
    try {
      freeing.run();
    } finally {
      gate.endChangeForGood();
    }
  }

  /// Runs a change of a setting with no search under way.
  final void change(Runnable action) {
    gate.beginChange();
    try {
      action.run();
    } finally {
      gate.endChange();
    }
  }

  private <T> T inside(Supplier<T> action) {
    gate.beginSearch();
    try {
      requireTrained();
      return action.get();
    } finally {
      gate.endSearch();
    }
  }

  /// Refuses a call that a closed index could still answer from what it has prepared.
  final void requireOpen() {
    gate.beginSearch();
    gate.endSearch();
  }

  private void requireTrained() {
    if (!isTrained()) {
      throw new IllegalStateException("the index is not trained; call train with a sample first");
    }
  }

  /// A report of this index.
  ///
  /// @param type what it is
  /// @param facts settings and statistics
  /// @param parts the indexes inside
  final IndexReport report(String type, Map<String, Object> facts, BaseIndex... parts) {
    return new IndexReport(
        type,
        dimension,
        size(),
        metric,
        isTrained(),
        memoryBytes(),
        facts,
        Arrays.stream(parts).map(BaseIndex::report).toList());
  }

  final String summary() {
    return report().type() + " of dimension " + dimension + ", " + metric;
  }
}
