// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.CoarseSpec;

/// Coarse quantizers with another number of lists.
final class CoarseLists {

  private CoarseLists() {}

  /// The same kind of quantizer; for a multi-index, which has powers of two only, one centroid a
  /// list.
  static CoarseSpec with(CoarseSpec coarse, long lists) {
    return switch (coarse) {
      case CoarseSpec.Centroids _, CoarseSpec.MultiIndex _ -> new CoarseSpec.Centroids(lists);
      case CoarseSpec.Hnsw(_, var m) -> new CoarseSpec.Hnsw(lists, m);
      case CoarseSpec.Nsg(_, var r) -> new CoarseSpec.Nsg(lists, r);
      case CoarseSpec.Nested(_, var index) -> new CoarseSpec.Nested(lists, index);
    };
  }
}
