// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.Quantizer;
import dev.kith.internal.random.Samples;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;

/// The number of the nearest centroid, little-endian in as few bytes as needed, and the product
/// code of what it leaves (specification of the file format, section 6.5).
///
/// @param quantizer the index of the centroids
/// @param lists number of centroids
/// @param product codes what the centroids leave
record TwoLayerQuantizer(BaseIndex quantizer, int lists, ProductQuantizer product)
    implements Quantizer {

  private static final long TRAINING_VECTORS_A_CENTROID = 256;

  TwoLayerQuantizer {
    Arguments.requireListCount(lists);
    if (product.dimension() != quantizer.dimension()) {
      throw new IllegalArgumentException(
          "centroids of dimension %d and codes of dimension %d; both must be the same"
              .formatted(quantizer.dimension(), product.dimension()));
    }
  }

  private ListCoder coder() {
    return new ListCoder(quantizer, product, true);
  }

  @Override
  public int dimension() {
    return product.dimension();
  }

  @Override
  public int codeSize() {
    return coder().standaloneSize(lists);
  }

  @Override
  public boolean isTrained() {
    return isCoarseTrained() && product.isTrained();
  }

  private boolean isCoarseTrained() {
    return quantizer.isTrained() && quantizer.size() == lists;
  }

  @Override
  public void train(Vectors sample, BuildOptions options) {
    if (!isCoarseTrained()) {
      quantizer.trainAsCoarse(lists, sample, options);
    }
    long most = TRAINING_VECTORS_A_CENTROID * product.centroidsEach();
    coder().train(Samples.of(sample, most, options), options);
  }

  @Override
  public Codes encode(Vectors vectors, Parallelism parallelism) {
    int[] targets = Probes.listNumbers(quantizer.assign(vectors, 1, parallelism));
    return ListNumbers.prepend(targets, lists, coder().encode(vectors, targets, parallelism));
  }

  @Override
  public Vectors decode(Codes codes) {
    int[] sources = ListNumbers.read(codes, lists);
    return coder().decode(ListNumbers.strip(codes, lists), sources);
  }

  @Override
  public boolean encodesLike(Quantizer other) {
    return other instanceof TwoLayerQuantizer that
        && lists == that.lists
        && CoarseTraining.equal(quantizer, that.quantizer)
        && product.encodesLike(that.product);
  }

  @Override
  public long memoryBytes() {
    return quantizer.memoryBytes() + product.memoryBytes();
  }
}
