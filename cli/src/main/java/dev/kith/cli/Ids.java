// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Ids of the vectors that are added.
final class Ids {

  private Ids() {}

  /// The ids given; where there are none and the index cannot do without, the positions.
  ///
  /// @param given one id a vector, or null
  /// @param count number of vectors
  /// @return null where the index numbers its vectors itself
  static long @Nullable [] orPositions(long @Nullable [] given, Index index, long count) {
    boolean needed =
        given == null && IndexFactory.describe(index).filter(Ids::isMapped).isPresent();
    return needed ? LongStream.range(0, count).toArray() : given;
  }

  private static boolean isMapped(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.IdMap _ -> true;
      case IndexSpec.PreTransform chain -> isMapped(chain.inner());
      default -> false;
    };
  }
}
