// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.random.Samples;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A coarse quantizer whose centroids are all combinations of the centroids of parts (A. Babenko
/// and V. Lempitsky, "The inverted multi-index", CVPR 2012; specification of the factory, section
/// 2.14).
///
/// Nothing but the sub-centroids is stored: 2^bits of each part stand for 2^(M bits) centroids. The
/// number of a centroid holds the number of part m in its bits from `m * bits` on. The centroids
/// are learned, so vectors are neither added nor removed. Distances are squared L2.
public final class MultiIndexQuantizer extends BaseIndex {

  /// The most bits of a centroid's number: `M * bits`.
  public static final int MOST_BITS = 62;

  private final ProductQuantizer product;
  private @Nullable SubCentroids centroids;

  /// An untrained quantizer.
  ///
  /// @param product cuts vectors into parts; owned by this index from now on
  public MultiIndexQuantizer(ProductQuantizer product) {
    super(product.dimension(), Metric.L2);
    int bits = product.subquantizers() * product.bits();
    if (bits > MOST_BITS) {
      throw new IllegalArgumentException(
          "a multi-index of %d parts of %d bits has more centroids than can be numbered; allowed are %d bits in all"
              .formatted(product.subquantizers(), product.bits(), MOST_BITS));
    }
    this.product = product;
    prepare();
  }

  /// Makes searches possible, once there are centroids.
  private void prepare() {
    if (product.isTrained()) {
      centroids = new SubCentroids(product);
    }
  }

  private SubCentroids centroids() {
    SubCentroids known = centroids;
    if (known == null) {
      throw new IllegalStateException("the multi-index is not trained; call train first");
    }
    return known;
  }

  @Override
  void doTrain(VectorSource sample, BuildOptions options) {
    product.train(Samples.of(sample, product.trainingVectors(), options), options);
    prepare();
  }

  @Override
  void trainAsCoarse(int lists, VectorSource sample, BuildOptions options) {
    train(sample, options);
    if (size() != lists) {
      throw new IllegalArgumentException(
          "a multi-index of %d centroids cannot serve %d lists; there must be as many of both"
              .formatted(size(), lists));
    }
  }

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    if (options.filter() != null) {
      throw unsupported("be searched with a filter");
    }
    return nearest(queries, k, options.parallelism());
  }

  @Override
  Neighbors assign(Vectors vectors, int count, Parallelism parallelism) {
    return nearest(vectors, count, parallelism);
  }

  private Neighbors nearest(Vectors queries, int k, Parallelism parallelism) {
    return QueryBlock.search(
        queries,
        k,
        metric(),
        parallelism,
        QueryBlock.CACHED,
        (block, sink) -> offer(block, k, sink));
  }

  /// The k smallest sums of each query, one distance a part.
  private void offer(QueryBlock block, int k, CandidateSink sink) {
    SmallestSums sums = new SmallestSums(block.size());
    for (int part = 0; part < product.subquantizers(); part++) {
      Neighbors nearest = centroids().nearest(part, block.vectors(), k);
      sums.add(nearest, part * product.bits(), k);
    }
    sums.offerTo(sink);
  }

  @Override
  float[] doReconstruct(long id) {
    if (id < 0 || id >= size()) {
      throw new NoSuchElementException(
          "there is no vector " + id + "; the multi-index has " + size() + " centroids, from 0");
    }
    float[] centroid = new float[dimension()];
    int dsub = product.subDimension();
    for (int part = 0; part < product.subquantizers(); part++) {
      int number = (int) (id >>> (part * product.bits())) & (product.centroidsEach() - 1);
      System.arraycopy(product.codebook(part), number * dsub, centroid, part * dsub, dsub);
    }
    return centroid;
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    return doReconstruct(LongStream.range(first, first + count).toArray());
  }

  @Override
  float[] centroid(int list) {
    return doReconstruct(list);
  }

  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    throw unsupported("be searched for a range");
  }

  @Override
  void doAdd(VectorSource added, long @Nullable [] ids, BuildOptions options) {
    throw unsupported("take vectors");
  }

  @Override
  long doRemove(IdFilter ids) {
    throw unsupported("give vectors up");
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    throw unsupported("be merged");
  }

  private static UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(
        "a multi-index cannot "
            + what
            + ": it holds combinations of learned centroids, no vectors");
  }

  /// The centroids are not added, and so stay.
  @Override
  void doReset() {}

  @Override
  void doClose() {
    if (centroids != null) {
      centroids.close();
    }
  }

  /// Whether another multi-index has the same centroids.
  boolean hasCentroidsOf(MultiIndexQuantizer other) {
    return product.encodesLike(other.product);
  }

  /// What cuts vectors into parts.
  ///
  /// @return for a writer of files
  public ProductQuantizer product() {
    return product;
  }

  @Override
  public long size() {
    return isTrained() ? 1L << (product.subquantizers() * product.bits()) : 0;
  }

  @Override
  public boolean isTrained() {
    return product.isTrained();
  }

  @Override
  public long memoryBytes() {
    return product.memoryBytes() + (centroids == null ? 0 : centroids.bytes());
  }

  @Override
  public IndexReport report() {
    return report(
        "IMI" + product.subquantizers() + "x" + product.bits(),
        Map.of("parts", product.subquantizers(), "centroids each", product.centroidsEach()));
  }
}
