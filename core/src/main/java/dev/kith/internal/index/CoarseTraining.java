// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.cluster.KMeans;
import dev.kith.cluster.KMeansOptions;
import dev.kith.index.IvfIndex;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;

/// Training of coarse quantizers: k-means with 10 iterations, spherical for the inner product
/// (specification of the factory, sections 1.3 and 3.4).
final class CoarseTraining {

  private static final int ITERATIONS = 10;

  private CoarseTraining() {}

  /// Fills a quantizer with centroids.
  ///
  /// @param quantizer receives `lists` centroids; a flat one assigns by its own metric, any other
  ///   is trained on centroids that were found with L2
  /// @param lists number of centroids
  /// @param sample what to cluster
  /// @param options listener, seed, threads
  static void train(BaseIndex quantizer, int lists, VectorSource sample, BuildOptions options) {
    boolean flat = quantizer instanceof FlatIndex;
    Metric metric = quantizer.metric();
    boolean spherical = metric.kind() == Metric.Kind.INNER_PRODUCT;
    if (!flat && !spherical && metric.kind() != Metric.Kind.L2) {
      throw new IllegalArgumentException(
          "a coarse quantizer that is not Flat cannot be trained for the metric "
              + metric
              + "; use L2 or the inner product");
    }
    KMeansOptions kmeans = KMeansOptions.defaults().iterations(ITERATIONS).spherical(spherical);
    Vectors centroids =
        KMeans.train(sample, lists, flat ? metric : Metric.L2, kmeans, options).centroids();
    quantizer.reset();
    if (!quantizer.isTrained()) {
      quantizer.train(centroids, options);
    }
    quantizer.add(centroids, options);
  }

  /// Checks that codes may move from one index to the other.
  static void requireSame(BaseIvfIndex<?> one, BaseIvfIndex<?> other) {
    if (one.listCount() != other.listCount() || !sameCentroids(one, other)) {
      throw new IllegalArgumentException(
          "the two indexes have different centroids; only indexes of one training can be merged");
    }
    if (!one.coder().encodesLike(other.coder())) {
      throw new IllegalArgumentException(
          "the codes of the two indexes differ; only indexes of one training can be merged");
    }
  }

  /// Whether a vector goes to the list of the same number in both indexes.
  static boolean sameCentroids(IvfIndex one, IvfIndex other) {
    return equal(BaseIndex.of(one.quantizer()), BaseIndex.of(other.quantizer()));
  }

  /// Whether two coarse quantizers have the same centroids under the same numbers.
  static boolean equal(BaseIndex one, BaseIndex other) {
    if (one.getClass() != other.getClass() || one.size() != other.size()) {
      return false;
    }
    if (one instanceof MultiIndexQuantizer multi) {
      return multi.hasCentroidsOf((MultiIndexQuantizer) other);
    }
    MemorySegment centroids = one.reconstruct(0, one.size()).segment();
    return centroids.mismatch(other.reconstruct(0, other.size()).segment()) < 0;
  }
}
