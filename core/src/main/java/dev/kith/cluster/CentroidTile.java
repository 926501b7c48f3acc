// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Up to [#WIDTH] centroids, transposed: a component of a point meets the same component of all of
/// them at once, which the compiler turns into vector instructions, while each sum still goes
/// through the components in order.
final class CentroidTile {

  static final int WIDTH = 128;

  private final int first;
  private final int size;

  /// d x WIDTH; lanes from size on are zero.
  private final float[] transposed;

  private final float[] norms;

  private CentroidTile(Vectors centroids, int first) {
    int d = centroids.dimension();
    this.first = first;
    this.size = (int) Math.min(WIDTH, centroids.size() - first);
    float[] rows = new float[size * d];
    centroids.copyRows(first, size, rows, 0);
    this.norms = Norms.squared(rows, d);
    this.transposed = new float[d * WIDTH];
    for (int lane = 0; lane < size; lane++) {
      for (int i = 0; i < d; i++) {
        transposed[i * WIDTH + lane] = rows[lane * d + i];
      }
    }
  }

  static List<CentroidTile> tiles(Vectors centroids) {
    int count = Math.toIntExact(Math.ceilDiv(centroids.size(), (long) WIDTH));
    return IntStream.range(0, count)
        .mapToObj(tile -> new CentroidTile(centroids, tile * WIDTH))
        .toList();
  }

  /// The number of the centroid in lane 0.
  int first() {
    return first;
  }

  /// How many lanes hold a centroid.
  int size() {
    return size;
  }

  /// The inner products with a point.
  ///
  /// @param block holds the point
  /// @param at where its first component is
  /// @param products receives WIDTH values
  void products(float[] block, int at, float[] products) {
    Arrays.fill(products, 0);
    int d = transposed.length / WIDTH;
    for (int i = 0; i < d; i++) {
      float component = block[at + i];
      int row = i * WIDTH;
      for (int lane = 0; lane < WIDTH; lane++) {
        products[lane] = Math.fma(component, transposed[row + lane], products[lane]);
      }
    }
  }

  /// Turns the inner products with a point into squared distances, of which none is negative.
  ///
  /// @param values at least `size()` inner products, replaced by distances
  /// @param norm the squared norm of the point
  void toSquaredDistances(float[] values, float norm) {
    for (int lane = 0; lane < size; lane++) {
      values[lane] = Math.max(0, norm + norms[lane] - 2 * values[lane]);
    }
  }
}
