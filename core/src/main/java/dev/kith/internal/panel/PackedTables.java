// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

/// The tables of bytes in which the queries that visit a list look packed codes up.
public interface PackedTables {

  /// The tables themselves, each as [dev.kith.internal.kernel.PackedLookups] wants it.
  ///
  /// @return not a copy
  byte[] bytes();

  /// Points to the tables of a tile.
  ///
  /// @param visits queries and probes
  /// @param from the first visit of the tile
  /// @param count visits of the tile
  /// @param at receives where the table of each visit begins
  /// @param bias receives what is added to the sums of each visit, not negative
  void aim(Visits visits, int from, int count, int[] at, int[] bias);
}
