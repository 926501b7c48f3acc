// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// Rows drawn from the points, copied in ascending order: a file is then read from front to back.
final class Batch {

  private static final int TURN = 64;

  private final VectorSource source;
  private final Parallelism parallelism;
  private final Vectors points;
  private long[] drawn = new long[0];
  private long[] sorted = drawn;

  /// Room for a batch.
  ///
  /// @param source the points
  /// @param size rows of the batch
  Batch(VectorSource source, int size, Parallelism parallelism) {
    this.source = source;
    this.parallelism = parallelism;
    this.points = Vectors.allocate(size, source.dimension());
  }

  /// Fills the batch.
  ///
  /// @param rows as many as the batch has
  Batch load(long[] rows) {
    drawn = rows;
    sorted = rows.clone();
    Arrays.sort(sorted);
    ParallelBlocks.run(
        parallelism,
        sorted.length,
        TURN,
        (from, to) ->
            source.gather(
                Arrays.copyOfRange(sorted, (int) from, (int) to), points.slice(from, to)));
    return this;
  }

  int size() {
    return (int) points.size();
  }

  /// The numbers of the rows, ascending.
  long[] sorted() {
    return sorted;
  }

  /// The rows, in that order.
  Vectors points() {
    return points;
  }

  /// The sum of the squared distances of the rows.
  ///
  /// @throws IllegalArgumentException if that is no number, with the reason
  double inertia(float[] distances) {
    double sum = Starts.sum(distances);
    if (!Double.isFinite(sum)) {
      requireFinite(points, sorted);
      throw new IllegalArgumentException(
          "squared distances of the points are too large for floats; scale the points down");
    }
    return sum;
  }

  /// Checks that points are finite.
  ///
  /// @param rows their numbers
  static void requireFinite(Vectors points, long[] rows) {
    points
        .firstNonFinite()
        .ifPresent(row -> {
          throw new IllegalArgumentException(
              "point "
                  + rows[(int) row]
                  + " holds a NaN or an infinity; remove or repair such points");
        });
  }

  /// Where the row lies in [#points] that was drawn at some place.
  int position(int place) {
    return Arrays.binarySearch(sorted, drawn[place]);
  }
}
