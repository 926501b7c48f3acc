// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.internal.panel.Norms;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What an iteration does to the centroids once it is known which points belong to them. The
/// vectors are changed in place.
final class Centroids {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private Centroids() {}

  /// Moves centroids to the weighted means of their points. Sums are in float and in row order
  /// (specification of the factory, section 3.2): threads share the centroids, and each reads all
  /// labels.
  ///
  /// @param centroids k x d; those without points become zero
  /// @param first the first that may move; those before it are frozen
  /// @param set n points
  /// @param labels n centroid numbers
  /// @param parallelism threads to use
  /// @return k sums of weights, in which those of frozen centroids are 0
  static float[] moveToMeans(
      Vectors centroids, int first, TrainingSet set, int[] labels, Parallelism parallelism) {
    int moving = (int) centroids.size() - first;
    float[] sizes = new float[first + moving];
    ParallelBlocks.run(
        parallelism,
        moving,
        Math.max(1, Math.ceilDiv(moving, parallelism.width())),
        (from, to) ->
            moveRange(centroids, first + (int) from, first + (int) to, set, labels, sizes));
    return sizes;
  }

  private static void moveRange(
      Vectors centroids, int from, int to, TrainingSet set, int[] labels, float[] sizes) {
    int d = centroids.dimension();
    MemorySegment points = set.points().segment();
    float[] sums = new float[(to - from) * d];
    for (int row = 0; row < labels.length; row++) {
      int label = labels[row];
      if (from <= label && label < to) {
        float weight = set.weight(row);
        addTo(sums, (label - from) * d, points, set.points().offset(row), d, weight);
        sizes[label] += weight;
      }
    }
    MemorySegment target = centroids.segment();
    MemorySegment.copy(sums, 0, target, FLOAT, centroids.offset(from), sums.length);
    for (int c = from; c < to; c++) {
      if (sizes[c] != 0) {
        scale(centroids, c, 1 / sizes[c]);
      }
    }
  }

  private static void addTo(
      float[] sums, int at, MemorySegment points, long offset, int d, float weight) {
    for (int i = 0; i < d; i++) {
      sums[at + i] += points.get(FLOAT, offset + (long) i * Float.BYTES) * weight;
    }
  }

  private static void scale(Vectors centroids, int row, float factor) {
    float[] values = centroids.row(row);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    centroids.set(row, values);
  }

  /// Divides each centroid by its Euclidean norm; zero stays zero.
  static void normalise(Vectors centroids) {
    for (int c = 0; c < centroids.size(); c++) {
      float squares = Norms.squared(centroids.row(c));
      if (squares > 0) {
        scale(centroids, c, 1 / (float) Math.sqrt(squares));
      }
    }
  }

  /// Rounds each component to a whole number, halves away from zero.
  static void round(Vectors centroids) {
    for (int c = 0; c < centroids.size(); c++) {
      float[] values = centroids.row(c);
      for (int i = 0; i < values.length; i++) {
        double magnitude = Math.floor(Math.abs((double) values[i]) + 0.5);
        values[i] = (float) Math.copySign(magnitude, values[i]);
      }
      centroids.set(c, values);
    }
  }
}
