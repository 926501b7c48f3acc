// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.internal.topk.RangeCollector;
import dev.kith.internal.topk.TopK;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Some of the queries of a call, copied to where a scan wants them. One thread works on a block.
public final class QueryBlock {

  /// Queries that stay in the cache together with a panel.
  public static final int CACHED = 240;

  private static final long LARGEST_RESULT = 1L << 22;
  private static final float[] NONE = new float[0];

  private final int dimension;
  private int size;
  private long version;
  private float[] values = NONE;
  private float[] norms = NONE;
  private boolean hasNorms;
  private float[] scales = NONE;
  private float[] offsets = NONE;

  /// The queries once more, where somebody has them or has asked for them.
  private @Nullable Vectors vectors;

  private QueryBlock(int dimension) {
    this.dimension = dimension;
  }

  private QueryBlock(Vectors vectors) {
    this(vectors.dimension());
    load(vectors, 0, Math.toIntExact(vectors.size()));
    this.vectors = vectors;
  }

  /// A block to be loaded again and again.
  ///
  /// @param dimension components of a query
  /// @return a block without queries
  public static QueryBlock empty(int dimension) {
    return new QueryBlock(dimension);
  }

  /// Takes other queries; the memory is used again where it is large enough.
  ///
  /// @param queries of this dimension
  /// @param from the first of them
  /// @param count how many
  public void load(Vectors queries, long from, int count) {
    reset(count);
    queries.copyRows(from, count, values, 0);
  }

  private void reset(int count) {
    int length = Math.multiplyExact(count, dimension);
    if (length > values.length) {
      values = new float[length];
    }
    size = count;
    version++;
    scales = NONE;
    offsets = NONE;
    vectors = null;
    hasNorms = false;
  }

  /// Queries that belong together.
  ///
  /// @param queries few enough to be copied
  /// @return a block of all of them
  public static QueryBlock of(Vectors queries) {
    return new QueryBlock(queries);
  }

  /// Compares a block with what is stored and tells a sink.
  @FunctionalInterface
  public interface Scan {
    /// Scans for one block.
    ///
    /// @param block the queries
    /// @param sink takes the candidates; knows queries by their number in the block
    void run(QueryBlock block, CandidateSink sink);
  }

  /// The same queries in another form, such as rounded.
  ///
  /// @param replaced one vector for each query
  /// @return a block of them
  public QueryBlock with(Vectors replaced) {
    return new QueryBlock(replaced);
  }

  /// Number of queries.
  ///
  /// @return rows
  public int size() {
    return size;
  }

  /// Components of a query.
  ///
  /// @return d
  public int dimension() {
    return dimension;
  }

  /// The queries as vectors.
  ///
  /// @return `size()` rows; made for a block that was loaded
  public Vectors vectors() {
    if (vectors == null) {
      vectors = Vectors.of(Arrays.copyOf(values, size * dimension), dimension);
    }
    return vectors;
  }

  /// The queries as a kernel wants them.
  ///
  /// @return `size() * d` floats, row after row, and perhaps more behind them; not a copy
  public float[] values() {
    return values;
  }

  /// Counts how often queries have been loaded, for what prepares something for them.
  ///
  /// @return a number that is another one when the queries are
  public long version() {
    return version;
  }

  /// The norm of a query.
  ///
  /// @param query number in the block
  /// @return its Euclidean length
  public double norm(int query) {
    return Math.sqrt(norms()[query]);
  }

  /// The squared norms of the queries.
  ///
  /// @return `size()` norms, and perhaps more behind them
  public float[] norms() {
    if (!hasNorms) {
      norms = norms.length < size ? new float[size] : norms;
      Norms.squared(values, dimension, norms, size);
      hasNorms = true;
    }
    return norms;
  }

  /// Says how the keys of a query become distances once its best are found: `key * scale + offset`,
  /// negated after that for similarities. Without this, keys are distances.
  ///
  /// @param query number in the block
  /// @param scale not negative
  /// @param offset any
  public void rescale(int query, float scale, float offset) {
    if (scales.length == 0) {
      scales = new float[size()];
      offsets = new float[size()];
      Arrays.fill(scales, 1);
    }
    scales[query] = scale;
    offsets[query] = offset;
  }

  /// Hands out the best of every query with their distances.
  ///
  /// @param best what was found for the queries of this block; no heaps any more afterwards
  /// @param k entries a query
  /// @param metric turns keys into distances
  /// @param distances receives `size() * k` distances
  /// @param ids receives `size() * k` ids, -1 where there are fewer
  /// @param at where in both arrays
  public void drain(TopK best, int k, Metric metric, float[] distances, long[] ids, int at) {
    for (int query = 0; query < size; query++) {
      best.drain(query, distances, ids, at + query * k);
    }
    for (int i = 0; i < size * k; i++) {
      if (ids[at + i] < 0) {
        distances[at + i] = metric.missing();
      } else {
        float key = restored(i / k, distances[at + i]);
        distances[at + i] = metric.isSimilarity() ? 0f - key : key;
      }
    }
  }

  /// What a key of a query becomes; see [#rescale].
  float restored(int query, float key) {
    return key * scale(query) + offset(query);
  }

  /// What keys of a query are multiplied by.
  float scale(int query) {
    return scales.length == 0 ? 1 : scales[query];
  }

  /// What is added to the scaled keys of a query.
  float offset(int query) {
    return offsets.length == 0 ? 0 : offsets[query];
  }

  /// The k best of every query.
  ///
  /// @param queries all queries of the call
  /// @param k results a query
  /// @param metric turns keys into distances and settles ties
  /// @param parallelism the threads
  /// @param most queries a block
  /// @param scan finds the candidates of a block
  /// @return the neighbours
  public static Neighbors search(
      Vectors queries, int k, Metric metric, Parallelism parallelism, int most, Scan scan) {
    int n = Math.toIntExact(queries.size());
    float[] distances = new float[checkedLength(n, k)];
    long[] ids = new long[distances.length];
    int size = blockSize(n, parallelism.width(), Math.clamp(LARGEST_RESULT / k, 1, most));
    ParallelBlocks.run(
        parallelism,
        n,
        size,
        (from, to) -> {
          QueryBlock block = new QueryBlock(queries.slice(from, to));
          TopK best = new TopK(block.size(), k, metric);
          scan.run(block, best);
          block.drain(best, k, metric, distances, ids, (int) from * k);
        });
    return new Neighbors(n, k, distances, ids);
  }

  /// Everything within a radius of every query.
  ///
  /// @param queries all queries of the call
  /// @param radius in the unit of the metric
  /// @param metric turns keys into distances
  /// @param parallelism the threads
  /// @param most queries a block
  /// @param scan finds the candidates of a block
  /// @return the neighbours
  public static RangeNeighbors rangeSearch(
      Vectors queries, float radius, Metric metric, Parallelism parallelism, int most, Scan scan) {
    int n = Math.toIntExact(queries.size());
    int size = blockSize(n, parallelism.width(), most);
    RangeCollector[] found = new RangeCollector[Math.ceilDiv(n, size)];
    ParallelBlocks.run(
        parallelism,
        n,
        size,
        (from, to) -> {
          QueryBlock block = new QueryBlock(queries.slice(from, to));
          RangeCollector collector = new RangeCollector(block.size(), radius, metric);
          scan.run(block, new RestoringSink(block, collector));
          found[(int) (from / size)] = collector;
        });
    return RangeCollector.join(found, metric);
  }

  /// A share for every thread, but no more than `most`, and whole tiles.
  private static int blockSize(int n, int threads, int most) {
    int share = Math.min(most, Math.ceilDiv(Math.max(1, n), threads));
    return Math.ceilDiv(share, Kernels.TILE) * Kernels.TILE;
  }

  private static int checkedLength(int n, int k) {
    long length = (long) n * k;
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          n + " queries x " + k + " results do not fit into one answer; search in smaller batches");
    }
    return (int) length;
  }
}
