// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.internal.memory.Temporaries;
import dev.kith.vector.VectorSource;
import java.util.concurrent.CancellationException;

/// Vectors that are being added, block by block: between two blocks the listener hears how far it
/// is, and may stop it.
final class AddedBlocks {

  private static final long BLOCK_BYTES = 1L << 25;
  private static final int LARGEST_BLOCK = 1 << 16;
  private static final int SMALLEST_BLOCK = 1 << 10;

  private final VectorSource vectors;
  private final BuildListener listener;
  private final int rounds;
  private int round;

  private AddedBlocks(VectorSource vectors, BuildListener listener, int rounds) {
    this.vectors = vectors;
    this.listener = listener;
    this.rounds = rounds;
  }

  static AddedBlocks of(VectorSource vectors, BuildOptions options) {
    return new AddedBlocks(vectors, options.listener(), 1);
  }

  /// The same vectors, which are going to be read so many times.
  AddedBlocks rounds(int count) {
    return new AddedBlocks(vectors, listener, count);
  }

  /// Shows all vectors, in their order.
  ///
  /// @throws CancellationException if the listener wants it
  void forEach(VectorSource.BlockVisitor visitor) {
    long before = round * vectors.size();
    vectors.forEachBlock(
        rowsOfBlock(),
        (from, block) -> {
          tell(before + from);
          Temporaries.run(() -> visitor.visit(from, block));
        });
    round++;
    tell(round * vectors.size());
  }

  private void tell(long done) {
    if (listener.isCancelled()) {
      throw new CancellationException(
          "adding was cancelled after %d %% of %d vectors"
              .formatted(percent(done), vectors.size()));
    }
    listener.progress("adding", done, rounds * vectors.size());
  }

  private long percent(long done) {
    return vectors.size() == 0 ? 100 : 100 * done / (rounds * vectors.size());
  }

  private int rowsOfBlock() {
    long rows = BLOCK_BYTES / Float.BYTES / vectors.dimension();
    return Math.clamp(rows, SMALLEST_BLOCK, LARGEST_BLOCK);
  }
}
