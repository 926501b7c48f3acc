// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PackedLookups;

/// Compares packed codes with queries by sums of bytes. Keys are these whole numbers, negated for
/// similarities; [QueryBlock#rescale] makes distances of them.
///
/// Sums stay numbers of 16 bits: only those that pass the limit of a query become keys.
public final class PackedScorer implements PanelScorer {

  private static final int BLOCKS = PANEL / PackedLookups.BLOCK;

  /// Beyond all sums, and far from the largest int.
  private static final float FAR = 1 << 24;

  private static final int LARGEST = 0xffff;

  private final Kernels kernels = Kernels.best();
  private final PackedTables tables;
  private final boolean similarity;
  private final short[] sums = new short[PackedLookups.SUMS];
  private final int[] at = new int[PackedLookups.TILE];
  private final int[] bias = new int[PackedLookups.TILE];
  private PackedCodes codes;

  /// Scratch of one thread.
  ///
  /// @param codes a list
  /// @param tables of the queries that visit it
  /// @param similarity whether larger sums are better
  public PackedScorer(PackedCodes codes, PackedTables tables, boolean similarity) {
    this.codes = codes;
    this.tables = tables;
    this.similarity = similarity;
  }

  /// Turns to another list.
  ///
  /// @param list with codes of the same kind
  /// @return this
  public PackedScorer of(PackedCodes list) {
    this.codes = list;
    return this;
  }

  @Override
  public int tile() {
    return PackedLookups.TILE;
  }

  /// Computes sums and leaves the array of keys as it is.
  @Override
  public void keys(long panel, int width, Visits visits, int from, int count, float[] keys) {
    long block = panel * BLOCKS;
    int blocks = Math.ceilDiv(width, PackedLookups.BLOCK);
    tables.aim(visits, from, count, at, bias);
    kernels
        .packedLookups()
        .sums(
            codes.segment(block),
            codes.offset(block),
            blocks,
            codes.pairs(),
            tables.bytes(),
            at,
            count,
            sums);
  }

  @Override
  public long atMost(float[] keys, int q, int width, float limit) {
    float within = Math.clamp(limit, -FAR, FAR);
    if (similarity) {
      int least = (int) Math.ceil(-within) - bias[q];
      return ~sumsAtMost(q, least - 1);
    }
    return sumsAtMost(q, (int) Math.floor(within) - bias[q]);
  }

  private long sumsAtMost(int q, int limit) {
    if (limit < 0) {
      return 0;
    }
    return limit >= LARGEST ? -1 : kernels.packedLookups().atMost(sums, q, limit);
  }

  @Override
  public float key(float[] keys, int q, int row) {
    int sum = (sums[q * PANEL + row] & LARGEST) + bias[q];
    return similarity ? -sum : sum;
  }
}
