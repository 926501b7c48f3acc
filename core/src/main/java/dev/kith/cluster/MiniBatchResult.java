// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.vector.Vectors;

/// What mini-batch k-means has learned.
///
/// @param centroids k x d; fewer where there were fewer points
/// @param steps batches that were drawn; 0 where the points themselves are the centroids
/// @param settled whether it ended because nothing improved any more, and not for the number of
///   steps
public record MiniBatchResult(Vectors centroids, long steps, boolean settled) {}
