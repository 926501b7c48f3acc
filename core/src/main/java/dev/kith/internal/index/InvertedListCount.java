// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.index.IvfIndex;

/// How many inverted lists a search may visit, wherever in an index they are.
///
/// @param count lists, 0 where there are none
/// @param nprobe lists that a search visits unless it is told otherwise
public record InvertedListCount(int count, int nprobe) {

  /// Looks for the lists.
  ///
  /// @param index any
  /// @return their number
  public static InvertedListCount of(Index index) {
    return switch (index) {
      case IvfIndex ivf -> new InvertedListCount(ivf.listCount(), ivf.nprobe());
      case RefineIndex refined -> of(refined.base());
      case WrapperIndex wrapper -> of(wrapper.inner());
      default -> new InvertedListCount(0, 1);
    };
  }
}
