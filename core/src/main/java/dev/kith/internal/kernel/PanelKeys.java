// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;

/// Compares a panel of stored vectors with a few queries.
@FunctionalInterface
public interface PanelKeys {

  /// Computes `count * width` keys.
  ///
  /// @param panels holds the panel, and [Kernels#SLACK] readable bytes behind it
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [Kernels#PANEL]
  /// @param d dimensions
  /// @param queries row-major queries
  /// @param at where in `queries` each of them starts, [Kernels#TILE] entries of which all are
  ///   valid
  /// @param count queries to compare, 1 to [Kernels#TILE]
  /// @param keys [Kernels#TILE] x [Kernels#PANEL] floats; receives row j of query q at `q * PANEL +
  ///   j`; the rest is left undefined
  void compute(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys);
}
