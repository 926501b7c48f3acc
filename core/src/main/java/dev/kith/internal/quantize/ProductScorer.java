// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.TableSums;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.Visits;

/// Compares product codes with the queries of a block, by the tables of these. For one thread.
///
/// A key is the sum of the entries that a code names, in the order of the parts. Codes of 8 bits
/// are read as they lie; others are unpacked once a panel, for all its queries.
public final class ProductScorer {

  /// Floats of the tables of all queries of a block: they should stay in the second-level cache.
  private static final int CACHED = 1 << 18;

  private final int parts;
  private final int bits;
  private final int entries;
  private final float[] tables;
  private final CodeUnpacker unpacker;

  /// Scratch for one thread and one block.
  ///
  /// @param quantizer that made the codes
  /// @param tables of the queries, see [ProductTables#of]
  public ProductScorer(ProductQuantizer quantizer, float[] tables) {
    this.parts = quantizer.subquantizers();
    this.bits = quantizer.bits();
    this.entries = quantizer.centroidsEach();
    this.tables = tables;
    this.unpacker = new CodeUnpacker(readAsIs() ? 0 : parts, bits);
  }

  /// Queries whose tables are worth to be kept at once.
  ///
  /// @param quantizer that makes the codes
  /// @param most queries a block
  /// @return at least 1
  public static int blockSize(ProductQuantizer quantizer, int most) {
    long floats = (long) quantizer.subquantizers() * quantizer.centroidsEach();
    return Math.clamp(CACHED / floats, 1, most);
  }

  private boolean readAsIs() {
    return bits == Byte.SIZE;
  }

  /// A scorer of one list.
  ///
  /// @param list of codes
  /// @return a scorer for this list, which shares the scratch with all others from here
  public PanelScorer of(CodePanels list) {
    return new PanelScorer() {
      @Override
      public void open(long panel) {
        if (!readAsIs()) {
          unpacker.unpack(list.segment(panel), list.offset(panel), list.width(panel));
        }
      }

      @Override
      public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
        for (int q = 0; q < count; q++) {
          sum(list, panel, width, visits.query(from + q), keys, q * PANEL);
        }
      }
    };
  }

  private void sum(CodePanels list, long panel, int width, int query, float[] keys, int to) {
    int at = query * parts * entries;
    if (readAsIs()) {
      TableSums.ofBytes(
          list.segment(panel), list.offset(panel), width, parts, entries, tables, at, keys, to);
    } else {
      TableSums.ofNumbers(unpacker.numbers(), width, parts, entries, tables, at, keys, to);
    }
  }
}
