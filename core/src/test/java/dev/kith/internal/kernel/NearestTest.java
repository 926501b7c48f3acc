// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.SLACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kith.testing.TestSeed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The nearest centroids against a plain loop over all of them: keys and numbers to the bit.
@Tag("kernel")
class NearestTest {

  private static final long OFFSET = 3 * Float.BYTES;
  private static final int[] COUNTS = {1, 5, 6, 7, 13, 64, 131};
  private static final int[] DIMENSIONS = {1, 2, 3, 8, 17};

  private final Kernels best = Kernels.best();
  private final Kernels scalar = new ScalarKernels();

  @ParameterizedTest
  @EnumSource
  void agreesWithAPlainLoopAtEveryWidth(NearestBy by) {
    var random = TestSeed.random(by.name().length());
    for (int width = 1; width <= PANEL; width++) {
      int count = COUNTS[width % COUNTS.length];
      check(by, width, DIMENSIONS[width % DIMENSIONS.length], count, random::nextGaussian);
    }
  }

  /// Small whole numbers tie again and again.
  @ParameterizedTest
  @EnumSource
  void ofEquallyNearCentroidsTheFirstIsFound(NearestBy by) {
    var random = TestSeed.random(10 + by.name().length());
    for (int count : COUNTS) {
      check(by, 37, 2, count, () -> random.nextInt(3) - 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoNumberIsNeverNear(NearestBy by) {
    var random = TestSeed.random(20 + by.name().length());
    float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f, -3e38f, 1};
    for (int count : COUNTS) {
      check(by, 64, 3, count, () -> odd[random.nextInt(odd.length)]);
    }
  }

  /// Where |x|^2 + |c|^2 - 2 <x, c> comes out below 0, all such centroids are equally near.
  @Test
  void nothingIsNearerThanZero() {
    var random = TestSeed.random(30);
    check(NearestBy.NORMS, 64, 8, 131, () -> 1000 + 1e-3 * random.nextGaussian());
  }

  private void check(NearestBy by, int width, int d, int count, DoubleSupplier values) {
    try (Arena arena = Arena.ofConfined()) {
      float[][] rows = new float[width][d];
      // ends where the slack ends: a kernel that reads further throws
      var panel = arena.allocate(OFFSET + (long) width * d * Float.BYTES + SLACK, Float.BYTES);
      fill(panel, rows, values);
      float[] centroids = new float[count * d];
      for (int i = 0; i < centroids.length; i++) {
        centroids[i] = (float) values.getAsDouble();
      }
      float[] norms = new float[count];
      for (int c = 0; c < count; c++) {
        norms[c] = norm(centroids, c * d, d);
      }
      var sought = new CentroidRows(by, centroids, d, norms);
      for (Kernels kernels : new Kernels[] {best, scalar}) {
        var found = new NearestRows();
        for (int row = 0; row < width; row++) {
          found.norms()[row] = norm(rows[row], 0, d);
        }
        kernels.nearest(panel, OFFSET, width, sought, found);
        check(sought, norms, rows, found, kernels.name() + ", width " + width + ", k " + count);
      }
    }
  }

  private static void fill(MemorySegment panel, float[][] rows, DoubleSupplier values) {
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < rows[row].length; i++) {
        rows[row][i] = (float) values.getAsDouble();
        long at = OFFSET + ((long) i * rows.length + row) * Float.BYTES;
        panel.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at, rows[row][i]);
      }
    }
  }

  private static void check(
      CentroidRows sought, float[] norms, float[][] rows, NearestRows found, String name) {
    for (int row = 0; row < rows.length; row++) {
      float least = Float.POSITIVE_INFINITY;
      int nearest = 0;
      for (int c = 0; c < sought.count(); c++) {
        float key = key(sought, norms[c], rows[row], c, found.norms()[row]);
        if (key < least) {
          least = key;
          nearest = c;
        }
      }
      if (found.numbers()[row] != nearest || !Float.valueOf(found.keys()[row]).equals(least)) {
        fail(
            "%s, %s, row %d: centroid %d at %s instead of %d at %s"
                .formatted(
                    sought.by(),
                    name,
                    row,
                    found.numbers()[row],
                    found.keys()[row],
                    nearest,
                    least));
      }
    }
  }

  private static float key(CentroidRows sought, float norm, float[] row, int c, float rowNorm) {
    float sum = 0;
    for (int i = 0; i < row.length; i++) {
      float y = sought.values()[c * row.length + i];
      sum =
          sought.by() == NearestBy.DIFFERENCES
              ? Math.fma(row[i] - y, row[i] - y, sum)
              : Math.fma(row[i], y, sum);
    }
    return switch (sought.by()) {
      case DIFFERENCES -> sum;
      case PRODUCT -> -sum;
      case NORMS -> Math.max(0, Math.fma(-2f, sum, rowNorm + norm));
    };
  }

  private static float norm(float[] values, int from, int d) {
    float sum = 0;
    for (int i = from; i < from + d; i++) {
      sum += values[i] * values[i];
    }
    return sum;
  }

  /// Sums of swaps have an order of their own, which does not depend on the width of vectors.
  @Test
  void sumsOfSwapsAreTheSameEverywhere() {
    Random random = TestSeed.random(40);
    for (int count = Kernels.SWAP_SUMS; count <= 1024; count *= 2) {
      float[][] matrices = new float[3][2 * count];
      for (float[] matrix : matrices) {
        for (int i = 0; i < matrix.length; i++) {
          matrix[i] = (float) random.nextGaussian();
        }
      }
      float[] sums = new float[Kernels.SWAP_SUMS];
      float[] expected = new float[Kernels.SWAP_SUMS];
      for (int i = 0; i < count; i++) {
        expected[i % Kernels.SWAP_SUMS] =
            plus(expected[i % Kernels.SWAP_SUMS], matrices, i, count + i);
      }
      for (Kernels kernels : new Kernels[] {best, scalar}) {
        kernels.swapSums(matrices[0], matrices[1], matrices[2], 0, count, count, sums);
        assertThat(sums).isEqualTo(expected);
      }
    }
  }

  private static float plus(float sum, float[][] xwh, int a, int b) {
    float both = xwh[2][a] + xwh[2][b];
    float change = Math.fma(xwh[1][b] - xwh[1][a], both, xwh[0][a] - xwh[0][b]);
    return Math.fma(xwh[2][a] - xwh[2][b], change, sum);
  }
}
