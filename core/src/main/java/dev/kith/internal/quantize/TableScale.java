// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.internal.panel.QueryBlock;

/// How the sums of a query become whole numbers, `(sum - base) * factor`, and distances again. In
/// the specification of the factory (section 2.8) `factor` is a, and `base` is b.
///
/// @param factor finite, 0 where all sums are the same
/// @param base the least sum
public record TableScale(float factor, float base) {

  private static final float LARGEST_ENTRY = 255;
  private static final float LARGEST_SUM = 65535;

  /// For an index without lists: entries fill a byte, and sums of more than 257 of them may be too
  /// large for 16 bits.
  ///
  /// @param range of the table
  /// @return the scale
  public static TableScale ofEntries(TableRange range) {
    return new TableScale(finite(LARGEST_ENTRY / range.largestSpan()), range.leastSum());
  }

  /// For inverted lists: entries fit into bytes, and sums into 16 bits.
  ///
  /// @param largestSpan of a column, in all tables of the query
  /// @param total what the largest sum exceeds the least one by
  /// @param base the least sum
  /// @return the scale
  public static TableScale ofSums(float largestSpan, float total, float base) {
    return new TableScale(finite(Math.min(LARGEST_ENTRY / largestSpan, LARGEST_SUM / total)), base);
  }

  private static float finite(float factor) {
    return Float.isFinite(factor) ? factor : 0;
  }

  /// A part of a sum beyond the base, as a whole number.
  ///
  /// @param excess not negative
  /// @return `floor(excess * factor + 0.5)`
  public int round(float excess) {
    return (int) Math.min(excess * factor + 0.5f, LARGEST_SUM);
  }

  /// Tells a block how the keys of a query become distances: `sum * (1 / factor) + base`. Where
  /// floats cannot hold the sums, everything is infinitely far.
  ///
  /// @param block has the query
  /// @param query number in the block
  /// @param similarity whether keys are negated
  public void tell(QueryBlock block, int query, boolean similarity) {
    float step = factor == 0 ? 0 : 1 / factor;
    float offset = similarity ? -base : base;
    block.rescale(query, step, Float.isNaN(offset) ? Float.POSITIVE_INFINITY : offset);
  }
}
