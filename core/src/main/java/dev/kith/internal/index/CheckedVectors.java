// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;

/// Vectors that are checked for NaN and infinity when they are read: to look at all of them first
/// would read a large file twice.
///
/// @param source where they come from
/// @param one what a vector is called in a message
record CheckedVectors(VectorSource source, String one) implements VectorSource {

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int dimension() {
    return source.dimension();
  }

  @Override
  public void read(long from, Vectors to) {
    source.read(from, to);
    Arguments.requireFinite(to, one, row -> from + row);
  }

  @Override
  public void gather(long[] rows, Vectors to) {
    source.gather(rows, to);
    Arguments.requireFinite(to, one, row -> rows[(int) row]);
  }

  @Override
  public void forEachBlock(int rows, BlockVisitor visitor) {
    source.forEachBlock(
        rows,
        (from, block) -> {
          Arguments.requireFinite(block, one, row -> from + row);
          visitor.visit(from, block);
        });
  }
}
