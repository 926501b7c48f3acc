// SPDX-License-Identifier: Apache-2.0
package dev.kith.vector;

/// A table of n vectors of d components that need not be in memory: [Vectors], or files of any
/// size. Rows are copied to where the caller wants them, or seen block by block.
///
/// May be read from any number of threads. A source that reads files throws
/// [java.io.UncheckedIOException] where the system cannot read them, or where what they hold is not
/// what the source promises.
public interface VectorSource {

  /// Sees a block of consecutive vectors.
  @FunctionalInterface
  interface BlockVisitor {
    /// Called for one block after the other.
    ///
    /// @param from the row of the first vector
    /// @param block the vectors; valid during this call only
    void visit(long from, Vectors block);
  }

  /// Number of vectors.
  ///
  /// @return n
  long size();

  /// Components of a vector.
  ///
  /// @return d
  int dimension();

  /// Copies consecutive vectors.
  ///
  /// @param from the first row
  /// @param to receives the rows `from` to `from + to.size() - 1`
  /// @throws IndexOutOfBoundsException if there are not so many
  void read(long from, Vectors to);

  /// Copies vectors from anywhere.
  ///
  /// @param rows their numbers; may repeat
  /// @param to receives the row `rows[i]` as its i-th
  /// @throws IndexOutOfBoundsException if there is no such row
  void gather(long[] rows, Vectors to);

  /// Shows all vectors in their order, without holding more than one block.
  ///
  /// @param rows vectors of a block, at least 1; the last block may have fewer
  /// @param visitor sees each block once; what lies in memory is shown as it lies there
  default void forEachBlock(int rows, BlockVisitor visitor) {
    var buffer = Vectors.allocate(Math.min(rows, size()), dimension());
    for (long from = 0; from < size(); from += rows) {
      var block = buffer.slice(0, Math.min(rows, size() - from));
      read(from, block);
      visitor.visit(from, block);
    }
  }

  /// Checks that copies fit.
  ///
  /// @param source where they come from
  /// @param rows how many are wanted
  /// @param to where they go
  /// @throws IllegalArgumentException if `to` has other rows or components
  static void checkTarget(VectorSource source, long rows, Vectors to) {
    if (to.dimension() != source.dimension() || to.size() != rows) {
      throw new IllegalArgumentException(
          "%d vectors of dimension %d do not fit into %s".formatted(rows, source.dimension(), to));
    }
  }
}
