// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Turns rows into a panel, a component at a time: the readable reference, and the ends that fill
/// no vector.
final class ScalarTurns {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /// Components that are turned at a time: their lines of the panel stay in the first-level cache.
  private static final int CACHED = 16;

  private ScalarTurns() {}

  /// Turns what lies behind a row and a component.
  ///
  /// @param firstRow the first row that counts
  /// @param firstComponent the first component that counts
  static void turn(
      MemorySegment rows,
      long offset,
      int width,
      int d,
      int firstRow,
      int firstComponent,
      MemorySegment panel) {
    for (int i = firstComponent; i < d; i += CACHED) {
      int components = Math.min(CACHED, d - i);
      for (int row = firstRow; row < width; row++) {
        long from = offset + ((long) row * d + i) * Float.BYTES;
        long to = ((long) i * width + row) * Float.BYTES;
        turnOne(rows, from, components, panel, to, (long) width * Float.BYTES);
      }
    }
  }

  private static void turnOne(
      MemorySegment rows, long first, int components, MemorySegment panel, long cell, long step) {
    long from = first;
    long to = cell;
    for (int left = components; left > 0; left--, from += Float.BYTES, to += step) {
      panel.set(FLOAT, to, rows.get(FLOAT, from));
    }
  }
}
