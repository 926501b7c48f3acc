// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.Scratch;
import java.lang.foreign.MemorySegment;

/// Compares vectors that do not lie in panels of floats: a panel is decoded once, for all queries
/// that visit its list, and what comes out is compared. So every metric works with every code.
public final class DecodingScorer implements PanelScorer {

  private final FloatScorer floats;
  private final long bytes;
  private PanelDecoder decoder;
  private MemorySegment decoded = MemorySegment.NULL;

  /// Makes a panel of floats.
  @FunctionalInterface
  public interface PanelDecoder {
    /// Decodes one panel of a list.
    ///
    /// @param panel number
    /// @param to receives the components, as a [PanelList] has them, and [Kernels#SLACK] bytes
    ///   behind them are there
    void decode(long panel, MemorySegment to);
  }

  /// For one list, or one list after another ([#on]), on one thread.
  ///
  /// @param floats compares; may serve many lists
  /// @param d components of a vector
  /// @param decoder of the first list
  public DecodingScorer(FloatScorer floats, int d, PanelDecoder decoder) {
    this.floats = floats;
    this.decoder = decoder;
    this.bytes = (long) Kernels.PANEL * d * Float.BYTES + Kernels.SLACK;
  }

  /// Turns to another list of vectors of the same dimension.
  ///
  /// @param next of the list that is compared from now on
  /// @return this
  public DecodingScorer on(PanelDecoder next) {
    decoder = next;
    return this;
  }

  @Override
  public void open(long panel) {
    decoded = Scratch.ofThread(bytes);
    decoder.decode(panel, decoded);
  }

  @Override
  public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
    floats.compute(decoded, 0, width, visits, from, count, keys);
  }
}
