// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.vector.Vectors;
import java.util.List;

/// What k-means has learned.
///
/// @param centroids k x d
/// @param iterations what each iteration found, the first one first; of several restarts those of
///   the best. Empty if none was needed or wanted.
public record KMeansResult(Vectors centroids, List<KMeansIteration> iterations) {

  /// Copies the list.
  public KMeansResult {
    iterations = List.copyOf(iterations);
  }
}
