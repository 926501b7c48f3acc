// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.panel.CodeStore;
import dev.kith.vector.Codes;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Reads codes, one after another, through one block of about a megabyte.
final class RowReader {

  private static final long BLOCK_BYTES = 1L << 20;

  /// Blocks of whole panels are appended without moving what is there already.
  private static final int PANEL = 64;

  private final IndexInput input;
  private @Nullable Codes block;

  /// @param input where from
  RowReader(IndexInput input) {
    this.input = input;
  }

  /// Reads codes, the floats of vectors among them.
  ///
  /// @param rows how many
  /// @param target takes them at its end
  void read(long rows, CodeStore target) throws IOException {
    if (target.codeSize() > 0) {
      input.require(rows, target.codeSize(), "codes");
    }
    target.reserve(target.size() + rows);
    int most = most(target.codeSize());
    for (long left = rows; left > 0; ) {
      var part = block((int) Math.min(most, left), target.codeSize());
      if (target.holdsFloats()) {
        input.floats(part.segment(), "components of the vectors");
      } else {
        input.bytes(part.segment(), "bytes of the codes");
      }
      target.append(part, CodeStore.RowOrder.SAME, part.size());
      left -= part.size();
    }
  }

  /// Codes that stay in the file.
  ///
  /// @param rows how many
  /// @param codeSize bytes of each
  MemorySegment map(long rows, long codeSize) throws IOException {
    input.require(rows, codeSize, "codes");
    return input.map(rows * codeSize, "codes");
  }

  private static int most(int codeSize) {
    long rows = BLOCK_BYTES / Math.max(1, codeSize);
    return (int) (rows < PANEL ? Math.max(1, rows) : rows / PANEL * PANEL);
  }

  private Codes block(int rows, int codeSize) {
    if (block == null || block.codeSize() != codeSize || block.size() < rows) {
      block = Codes.allocate(rows, codeSize);
    }
    return block.slice(0, rows);
  }
}
