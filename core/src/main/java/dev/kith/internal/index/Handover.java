// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.index.DirectMapType;
import dev.kith.internal.memory.NativeLongs;

/// What happens to the parts of an index that becomes another one.
public final class Handover {

  private Handover() {}

  /// Ends an index and frees what it holds itself. The indexes inside live on, in other hands.
  ///
  /// @param index is closed afterwards
  public static void dissolve(BaseIndex index) {
    index.end(
        switch (index) {
          case BaseIvfIndex<?> ivf -> ivf.lists()::close;
          case IdMapIndex map -> map::freeIds;
          case WrapperIndex _, RefineIndex _ -> () -> {};
          default -> index::doClose;
        });
  }

  /// Whether vectors can be given other ids ([#renumber]).
  ///
  /// @param index numbers its vectors by position
  /// @return true for inverted files, alone or behind transforms
  public static boolean canRenumber(BaseIndex index) {
    return switch (index) {
      case PreTransformIndex chain -> canRenumber(chain.inner());
      case BaseIvfIndex<?> _ -> true;
      default -> false;
    };
  }

  /// Gives vectors other ids. A direct map becomes a hash table, as ids may have gaps.
  ///
  /// @param index see [#canRenumber]
  /// @param ids the new ids by position
  public static void renumber(BaseIndex index, NativeLongs ids) {
    switch (index) {
      case PreTransformIndex chain -> renumber(chain.inner(), ids);
      case BaseIvfIndex<?> ivf -> renumber(ivf, ids);
      default ->
          throw new IllegalArgumentException(index.summary() + " numbers its vectors by position");
    }
  }

  private static void renumber(BaseIvfIndex<?> index, NativeLongs ids) {
    boolean mapped = index.directMap() != DirectMapType.NONE;
    index.setDirectMap(DirectMapType.NONE);
    for (int list = 0; list < index.listCount(); list++) {
      NativeLongs inList = index.lists().ids(list);
      for (long i = 0; i < inList.size(); i++) {
        inList.set(i, ids.get(inList.get(i)));
      }
    }
    index.setDirectMap(mapped ? DirectMapType.HASH : DirectMapType.NONE);
  }
}
