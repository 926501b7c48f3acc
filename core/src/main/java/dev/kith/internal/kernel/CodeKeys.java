// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;

/// Compares a panel of codes with one query, decoding in registers. Keys have the bits that
/// [Kernels#decode] followed by [PanelKeys] gives; nothing is written but the keys.
@FunctionalInterface
public interface CodeKeys {

  /// Whether codes of a kind can be compared so. Where there are no bits, all rows are one vector;
  /// the conversion of binary16 numbers leaves no registers for sums.
  ///
  /// @param code kind of the codes
  /// @return false where decoding first is better
  static boolean exist(ComponentCode code) {
    return code != ComponentCode.NOTHING && code != ComponentCode.HALF;
  }

  /// Computes a key a row.
  ///
  /// @param coding of the codes
  /// @param codes holds the panel, and [Kernels#SLACK] readable bytes behind it; byte i of the code
  ///   of row j is at `offset + i * width + j`
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [Kernels#PANEL]
  /// @param queries holds the query
  /// @param at where the query starts
  /// @param keys receives row j at `to + j`; what follows up to `to + PANEL` is undefined
  /// @param to where the first key goes
  void compute(
      ComponentCoding coding,
      MemorySegment codes,
      long offset,
      int width,
      float[] queries,
      int at,
      float[] keys,
      int to);
}
