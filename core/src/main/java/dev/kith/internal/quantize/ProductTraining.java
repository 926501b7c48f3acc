// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

/// How the codebooks of a product quantizer are trained.
///
/// @param iterations of k-means
/// @param maxPointsPerCentroid of more training vectors a random sample is taken
/// @param hotStart begins with the centroids that are there, as OPQ wants it
public record ProductTraining(int iterations, int maxPointsPerCentroid, boolean hotStart) {

  /// The settings of Faiss: 25 iterations on at most 256 points a centroid, from a random start
  /// (specification of the factory, section 2.6).
  public static final ProductTraining DEFAULTS = new ProductTraining(25, 256, false);
}
