// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;

/// Operations on panels of sketches (see `dev.kith.internal.sketch.ByteSketch`). Arguments are
/// trusted, as in [Kernels].
public interface SketchKernels {

  /// Keys of sketches: a row of a panel has a float, its *term*, and signed bytes. Its key is the
  /// term less the bytes times the coefficients of a query, fused, in the order of the columns.
  ///
  /// @param sketches holds the panel, byte after byte of all rows: the four bytes of the term, the
  ///   least significant first, then the columns; and [Kernels#PANEL] readable bytes behind it
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [Kernels#PANEL]
  /// @param columns bytes of a row besides its term, at least 1
  /// @param query holds the coefficients
  /// @param at where in `query` they begin
  /// @param keys receives the key of row j at j; the rest of [Kernels#PANEL] floats is left
  ///   undefined
  default void sketchKeys(
      MemorySegment sketches,
      long offset,
      int width,
      int columns,
      float[] query,
      int at,
      float[] keys) {
    ScalarSketches.keys(sketches, offset, width, columns, query, at, keys);
  }

  /// Decodes a panel of sketches, to be compared with many queries: the negated inner products of
  /// what comes out with the coefficients of queries, a -1 before them, are their keys.
  ///
  /// @param sketches holds the panel, as for [#sketchKeys]
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [Kernels#PANEL]
  /// @param columns bytes of a row besides its term, at least 1
  /// @param panel receives the panel of floats from its start: the terms, then the columns; and
  ///   [Kernels#SLACK] bytes, which are left undefined
  default void sketchPanel(
      MemorySegment sketches, long offset, int width, int columns, MemorySegment panel) {
    ScalarSketches.panel(sketches, offset, width, columns, panel);
  }
}
