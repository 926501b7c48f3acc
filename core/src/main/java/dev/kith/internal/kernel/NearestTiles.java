// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The nearest centroid of each row of a panel: rows are lanes, so that the best key and its number
/// stay in their lane, and six centroids at a time are the "queries" of the tiles for scans. What a
/// tile has computed is read from the first-level cache by a second small loop: one loop for both
/// would have too many nodes for the JIT compiler.
final class NearestTiles {

  private static final VectorSpecies<Integer> NUMBERS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());

  private NearestTiles() {}

  static void find(
      MemorySegment panels, long offset, int width, CentroidRows centroids, NearestRows best) {
    best.clear();
    for (int row = 0; row < width; row += 2 * LANES) {
      boolean wide = VectorKernels.isWide(width - row);
      long strip = offset + (long) row * Float.BYTES;
      switch (centroids.by()) {
        case DIFFERENCES -> byDifferences(wide, panels, strip, width, row, centroids, best);
        case NORMS -> byNorms(wide, panels, strip, width, row, centroids, best);
        case PRODUCT -> byProduct(wide, panels, strip, width, row, centroids, best);
      }
      row += wide ? 2 * LANES : 0;
    }
  }

  private static void byDifferences(
      boolean wide,
      MemorySegment panels,
      long strip,
      int width,
      int row,
      CentroidRows centroids,
      NearestRows best) {
    int[] at = best.at;
    float[] tile = best.tile;
    for (int first = 0; first < centroids.count(); first += Kernels.TILE) {
      int count = centroids.aim(first, at);
      if (wide) {
        L2Tiles.fourBySix(panels, strip, width, centroids.d(), centroids.values(), at, tile, row);
        keepTwo(tile, row + 2 * LANES, count, first, best.keys, best.numbers);
      } else {
        L2Tiles.twoBySix(panels, strip, width, centroids.d(), centroids.values(), at, tile, row);
      }
      keepTwo(tile, row, count, first, best.keys, best.numbers);
    }
  }

  private static void byProduct(
      boolean wide,
      MemorySegment panels,
      long strip,
      int width,
      int row,
      CentroidRows centroids,
      NearestRows best) {
    float[] tile = best.tile;
    for (int first = 0; first < centroids.count(); first += Kernels.TILE) {
      int count = products(wide, panels, strip, width, row, first, centroids, best);
      keepTwo(tile, row, count, first, best.keys, best.numbers);
      if (wide) {
        keepTwo(tile, row + 2 * LANES, count, first, best.keys, best.numbers);
      }
    }
  }

  private static void byNorms(
      boolean wide,
      MemorySegment panels,
      long strip,
      int width,
      int row,
      CentroidRows centroids,
      NearestRows best) {
    for (int first = 0; first < centroids.count(); first += Kernels.TILE) {
      int count = products(wide, panels, strip, width, row, first, centroids, best);
      keepTwoByNorms(best.tile, row, count, first, centroids.norms(), best);
      if (wide) {
        keepTwoByNorms(best.tile, row + 2 * LANES, count, first, centroids.norms(), best);
      }
    }
  }

  private static int products(
      boolean wide,
      MemorySegment panels,
      long strip,
      int width,
      int row,
      int first,
      CentroidRows centroids,
      NearestRows best) {
    int count = centroids.aim(first, best.at);
    float[] values = centroids.values();
    int d = centroids.d();
    if (wide) {
      InnerProductTiles.fourBySix(panels, strip, width, d, values, best.at, best.tile, row);
    } else {
      InnerProductTiles.twoBySix(panels, strip, width, d, values, best.at, best.tile, row);
    }
    return count;
  }

  /// Keeps the better of what is there and `count` keys in each lane of two vectors.
  private static void keepTwo(
      float[] tile, int row, int count, int first, float[] keys, int[] numbers) {
    FloatVector b0 = FloatVector.fromArray(SPECIES, keys, row);
    FloatVector b1 = FloatVector.fromArray(SPECIES, keys, row + LANES);
    IntVector n0 = IntVector.fromArray(NUMBERS, numbers, row);
    IntVector n1 = IntVector.fromArray(NUMBERS, numbers, row + LANES);
    int q = 0;
    do {
      FloatVector k0 = FloatVector.fromArray(SPECIES, tile, q * PANEL + row);
      FloatVector k1 = FloatVector.fromArray(SPECIES, tile, q * PANEL + row + LANES);
      IntVector number = IntVector.broadcast(NUMBERS, first + q);
      VectorMask<Float> m0 = k0.compare(VectorOperators.LT, b0);
      VectorMask<Float> m1 = k1.compare(VectorOperators.LT, b1);
      b0 = b0.blend(k0, m0);
      b1 = b1.blend(k1, m1);
      n0 = n0.blend(number, m0.cast(NUMBERS));
      n1 = n1.blend(number, m1.cast(NUMBERS));
      q++;
    } while (q < count);
    b0.intoArray(keys, row);
    b1.intoArray(keys, row + LANES);
    n0.intoArray(numbers, row);
    n1.intoArray(numbers, row + LANES);
  }

  /// The same for negated products, which become distances first. These are never -0, so that a
  /// blend with 0 does what `Math.max(0, …)` does.
  private static void keepTwoByNorms(
      float[] tile, int row, int count, int first, float[] norms, NearestRows best) {
    float[] keys = best.keys;
    int[] numbers = best.numbers;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    FloatVector x0 = FloatVector.fromArray(SPECIES, best.norms, row);
    FloatVector x1 = FloatVector.fromArray(SPECIES, best.norms, row + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, keys, row);
    FloatVector b1 = FloatVector.fromArray(SPECIES, keys, row + LANES);
    IntVector n0 = IntVector.fromArray(NUMBERS, numbers, row);
    IntVector n1 = IntVector.fromArray(NUMBERS, numbers, row + LANES);
    int q = 0;
    do {
      FloatVector c = FloatVector.broadcast(SPECIES, norms[first + q]);
      FloatVector k0 = FloatVector.fromArray(SPECIES, tile, q * PANEL + row).fma(two, c.add(x0));
      FloatVector k1 =
          FloatVector.fromArray(SPECIES, tile, q * PANEL + row + LANES).fma(two, c.add(x1));
      k0 = k0.blend(zero, k0.compare(VectorOperators.LT, zero));
      k1 = k1.blend(zero, k1.compare(VectorOperators.LT, zero));
      IntVector number = IntVector.broadcast(NUMBERS, first + q);
      VectorMask<Float> m0 = k0.compare(VectorOperators.LT, b0);
      VectorMask<Float> m1 = k1.compare(VectorOperators.LT, b1);
      b0 = b0.blend(k0, m0);
      b1 = b1.blend(k1, m1);
      n0 = n0.blend(number, m0.cast(NUMBERS));
      n1 = n1.blend(number, m1.cast(NUMBERS));
      q++;
    } while (q < count);
    b0.intoArray(keys, row);
    b1.intoArray(keys, row + LANES);
    n0.intoArray(numbers, row);
    n1.intoArray(numbers, row + LANES);
  }
}
