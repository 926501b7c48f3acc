// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Components of all vectors, one array a component.
final class Columns {

  /// As many components as lie in a cache line: what is best read together.
  static final int CACHE_LINE = 16;

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private Columns() {}

  /// Copies the components `from` to `to - 1`.
  ///
  /// @return to - from arrays of `vectors.size()` floats
  static float[][] of(Vectors vectors, int from, int to) {
    float[][] columns = new float[to - from][Math.toIntExact(vectors.size())];
    MemorySegment rows = vectors.segment();
    for (int row = 0; row < vectors.size(); row++) {
      long at = vectors.offset(row) + (long) from * Float.BYTES;
      for (int i = 0; i < columns.length; i++) {
        columns[i][row] = rows.get(FLOAT, at + (long) i * Float.BYTES);
      }
    }
    return columns;
  }
}
