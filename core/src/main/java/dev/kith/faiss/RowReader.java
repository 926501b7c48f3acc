// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.vector.Vectors;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads whole vectors, row after row, through one block of about a megabyte.
final class RowReader {

  private static final long BLOCK_BYTES = 1L << 20;

  /// Blocks of whole panels are appended without moving what is there already.
  private static final int PANEL = 64;

  private final int d;
  private final IndexInput input;
  private final int most;
  private @Nullable Vectors block;

  /// @param d components of a vector
  /// @param input where from
  RowReader(int d, IndexInput input) {
    this.d = d;
    this.input = input;
    long rows = BLOCK_BYTES / ((long) d * Float.BYTES);
    this.most = (int) (rows < PANEL ? Math.max(1, rows) : rows / PANEL * PANEL);
  }

  /// Reads vectors.
  ///
  /// @param rows how many
  /// @param target takes a block after another, each to be copied before the next one comes
  void read(long rows, Consumer<Vectors> target) throws IOException {
    input.require(rows, (long) d * Float.BYTES, "vectors");
    for (long left = rows; left > 0; ) {
      var part = block((int) Math.min(most, left));
      input.floats(part.segment(), "components of the vectors");
      target.accept(part);
      left -= part.size();
    }
  }

  private Vectors block(int rows) {
    if (block == null || block.size() < rows) {
      block = Vectors.allocate(rows, d);
    }
    return block.slice(0, rows);
  }
}
