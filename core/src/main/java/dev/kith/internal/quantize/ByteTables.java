// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.internal.kernel.PackedLookups;
import dev.kith.internal.panel.PackedTables;
import dev.kith.internal.panel.Visits;

/// Tables of bytes, one for each query of a block, whatever it visits.
public final class ByteTables implements PackedTables {

  private static final int[] NONE = new int[0];

  private final int length;
  private final byte[] bytes;
  private int[] biases = NONE;

  /// Tables of zeros.
  ///
  /// @param count how many
  /// @param columns M
  public ByteTables(int count, int columns) {
    int whole = Math.ceilDiv(columns, PackedLookups.GROUP) * PackedLookups.GROUP;
    this.length = Math.multiplyExact(whole, PackedLookups.ENTRIES);
    this.bytes = new byte[Math.multiplyExact(count, length)];
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  /// Where a table begins.
  ///
  /// @param table number
  /// @return index in [#bytes()]
  public int at(int table) {
    return table * length;
  }

  /// Adds something to the sums of each probe.
  ///
  /// @param ofProbes one entry a probe of the block, none negative; not copied
  public void setBiases(int[] ofProbes) {
    this.biases = ofProbes;
  }

  @Override
  public void aim(Visits visits, int from, int count, int[] at, int[] bias) {
    for (int q = 0; q < count; q++) {
      at[q] = at(visits.query(from + q));
      bias[q] = biases.length == 0 ? 0 : biases[visits.probe(from + q)];
    }
  }
}
