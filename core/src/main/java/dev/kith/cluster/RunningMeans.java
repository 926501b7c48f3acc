// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// Centroids as the means of all rows that were ever assigned to them: the learning rate of D.
/// Sculley, "Web-scale k-means clustering", WWW 2010, for a batch at a time (specification of the
/// factory, section 5.4, step d). Sums are in float, and in the order of the rows.
final class RunningMeans {

  /// Centroids that a thread takes at a time.
  private static final int TURN = 64;

  private final Vectors centroids;
  private final long[] counts;
  private final int[] moved;
  private int movedCount;

  /// The rows of centroid c are `rows[starts[c]]` to `rows[starts[c + 1] - 1]`.
  private final int[] rows;

  private final int[] starts;
  private final int[] next;

  /// @param centroids k x d, changed in place
  /// @param batch rows of a step
  RunningMeans(Vectors centroids, int batch) {
    int k = (int) centroids.size();
    this.centroids = centroids;
    this.counts = new long[k];
    this.moved = new int[k];
    this.rows = new int[batch];
    this.starts = new int[k + 1];
    this.next = new int[k];
  }

  /// Rows that each centroid has seen. Not a copy.
  long[] counts() {
    return counts;
  }

  /// The centroids that the last step has moved, ascending. Not a copy.
  ///
  /// @return [#movedCount] numbers
  int[] moved() {
    return moved;
  }

  int movedCount() {
    return movedCount;
  }

  /// Moves centroids by the rows of a batch.
  ///
  /// @param points the batch
  /// @param labels one centroid a row
  void add(Vectors points, int[] labels, Parallelism parallelism) {
    group(labels);
    ParallelBlocks.run(
        parallelism,
        movedCount,
        TURN,
        (from, to) -> {
          float[] sum = new float[centroids.dimension()];
          float[] row = new float[sum.length];
          for (int i = (int) from; i < to; i++) {
            move(moved[i], points, sum, row);
          }
        });
  }

  private void group(int[] labels) {
    Arrays.fill(starts, 0);
    for (int label : labels) {
      starts[label + 1]++;
    }
    movedCount = 0;
    for (int c = 0; c < counts.length; c++) {
      if (starts[c + 1] > 0) {
        moved[movedCount++] = c;
      }
      next[c] = starts[c];
      starts[c + 1] += starts[c];
    }
    for (int row = 0; row < labels.length; row++) {
      rows[next[labels[row]]++] = row;
    }
  }

  private void move(int c, Vectors points, float[] sum, float[] row) {
    centroids.copyRow(c, sum, 0);
    float before = counts[c];
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= before;
    }
    for (int at = starts[c]; at < starts[c + 1]; at++) {
      points.copyRow(rows[at], row, 0);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += row[i];
      }
    }
    counts[c] += starts[c + 1] - starts[c];
    float share = 1f / counts[c];
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= share;
    }
    centroids.set(c, sum);
  }
}
