// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.CoarseSpec;
import dev.kith.factory.CodeSpec;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.IvfCodeSpec;
import dev.kith.factory.SpecNode;
import dev.kith.factory.TransformSpec;

/// Memory and multiplications of training and adding, part by part (specification of the factory,
/// sections 2.10 and 3.4: who trains on how many vectors, and how long).
final class BuildCost {

  private static final int COARSE_ITERATIONS = 10;
  private static final int CODE_ITERATIONS = 25;
  private static final int OPQ_ITERATIONS = 50;
  private static final long MOST_SCALAR = 100_000;
  private static final long MOST_PRODUCT = 65_536;
  private static final int POINTS_PER_CENTROID = 256;
  private static final int LEAST_PER_CENTROID = 39;

  /// K-means packs points of up to so many bytes once more.
  private static final long MOST_PACKED = 1L << 28;

  /// A block of vectors that is added, with its codes and residuals.
  private static final long BLOCKS_BYTES = 3L << 25;

  private final long vectors;
  private final long available;
  private final boolean inPlace;
  private int d;
  private long looked;
  private long least = 1;
  private long trainingBytes;
  private double multiplications;

  private BuildCost(int d, long vectors, long available, boolean inPlace) {
    this.d = d;
    this.vectors = vectors;
    this.available = available;
    this.inPlace = inPlace;
  }

  static BuildCost of(IndexSpec spec, int d, long vectors, long available, boolean inPlace) {
    var cost = new BuildCost(d, vectors, available, inPlace);
    var line = SpecLine.of(spec, d);
    line.transforms().forEach(cost::transform);
    cost.core(line.core());
    return cost;
  }

  /// Vectors that the part that looks at most of them looks at.
  long trainingVectors() {
    return looked;
  }

  long leastTrainingVectors() {
    return least;
  }

  long trainingBytes() {
    return trainingBytes;
  }

  /// Beside the index itself.
  long addingBytes() {
    return BLOCKS_BYTES + vectors * (Integer.BYTES + Long.BYTES);
  }

  double multiplications() {
    return multiplications;
  }

  private void core(IndexSpec spec) {
    switch (spec) {
      case IndexSpec.Ivf ivf -> {
        coarse(ivf.coarse());
        inLists(ivf.code());
      }
      case IndexSpec.TwoLayer layers -> {
        coarse(layers.first());
        product(layers.m(), layers.bits());
      }
      case CodeSpec code -> code(code);
      default -> look(0, 0);
    }
  }

  private void coarse(CoarseSpec coarse) {
    if (coarse instanceof CoarseSpec.MultiIndex index) {
      product(index.parts(), index.bits());
    } else {
      kMeans(coarse.lists(), d, COARSE_ITERATIONS);
      multiplications += (double) vectors * coarse.lists() * d;
    }
  }

  private void code(SpecNode code) {
    switch (code) {
      case CodeSpec.Pq pq -> product(pq.m(), pq.bits());
      case CodeSpec.PqFastScan pq -> product(pq.m(), 4);
      case IvfCodeSpec.RefinedPq pq -> {
        product(pq.m(), Byte.SIZE);
        product(pq.refineM(), Byte.SIZE);
      }
      case CodeSpec.Flat _ -> {}
      default -> look(available, 0);
    }
  }

  /// Codes in lists learn from a sample and its residuals, and k-means has freed its own by then.
  private void inLists(SpecNode code) {
    switch (code) {
      case CodeSpec.Flat _ -> {}
      case IvfCodeSpec.FlatDedup _ -> look(available, available * d * Float.BYTES);
      case CodeSpec.Sq _ -> residuals(MOST_SCALAR);
      default -> {
        code(code);
        residuals(MOST_PRODUCT);
      }
    }
  }

  private void residuals(long most) {
    look(Math.min(available, most), 2 * Math.min(available, most) * d * Float.BYTES);
  }

  /// All parts together are as wide as a vector. Columns are copied for each of them.
  private void product(int parts, int bits) {
    long centroids = 1L << bits;
    kMeans(centroids, d, CODE_ITERATIONS);
    multiplications += (double) vectors * centroids * d * Math.max(1, 8.0 * parts / d);
  }

  private void kMeans(long centroids, int width, int iterations) {
    least = Math.max(least, LEAST_PER_CENTROID * centroids);
    long points = Math.min(available, POINTS_PER_CENTROID * centroids);
    long bytes = points * width * Float.BYTES;
    long packed = bytes <= MOST_PACKED ? bytes : 0;
    look(points, packed + 4 * centroids * width * Float.BYTES + 16 * points);
    multiplications += (double) iterations * points * centroids * width;
  }

  private void transform(TransformSpec transform) {
    int to = transform.outputDimension(d);
    switch (transform) {
      case TransformSpec.Opq opq -> {
        long points = Math.min(available, 65_536);
        look(points, 3 * points * d * Float.BYTES);
        multiplications += (double) OPQ_ITERATIONS * points * d * (2.0 * d + 5 * 256);
      }
      case TransformSpec.Pca _ -> samples(1000L * d);
      case TransformSpec.Itq _ -> samples(Math.max(10L * d, 32_768));
      default -> {}
    }
    multiplications += (double) vectors * d * to;
    d = to;
  }

  private void samples(long most) {
    long points = Math.min(available, most);
    look(points, points * d * Float.BYTES);
    multiplications += 2.0 * points * d * d;
  }

  /// A part of the index is trained with so many vectors, and needs memory beside them.
  private void look(long points, long beside) {
    looked = Math.max(looked, points);
    boolean copied = points < available || !inPlace;
    long bytes = beside + (copied ? points * d * Float.BYTES : 0) + available * 3 * Integer.BYTES;
    trainingBytes = Math.max(trainingBytes, bytes);
  }
}
