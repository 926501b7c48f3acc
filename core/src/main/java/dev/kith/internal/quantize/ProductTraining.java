// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

/// How the codebooks of a product quantizer are trained.
///
/// @param iterations of k-means
/// @param maxPointsPerCentroid of more training vectors a random sample is taken
/// @param hotStart begins with the centroids that are there, as OPQ wants it
/// @param polysemous renumbers the centroids in the end, see [PolysemousTraining]
public record ProductTraining(
    int iterations, int maxPointsPerCentroid, boolean hotStart, boolean polysemous) {

  /// The settings of Faiss's quantizer alone: 25 iterations on at most 256 points a centroid, from
  /// a random start (specification of the factory, section 2.6).
  public static final ProductTraining DEFAULTS = new ProductTraining(25, 256, false, false);

  /// The same, with renumbering, as indexes have it unless the string says `np`.
  public static final ProductTraining POLYSEMOUS = new ProductTraining(25, 256, false, true);
}
