// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.testing.TestSeed;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernels of this process and the scalar ones against sums that are written down plainly. They
/// must agree in every bit, since the order of summation is part of the contract.
@Tag("kernel")
class KernelsTest {

  private static final int[] SPECIAL_DIMENSIONS = {1, 2, 3, 15, 16, 17, 65, 207};

  private final Kernels best = Kernels.best();
  private final Kernels scalar = new ScalarKernels();

  /// Values at the edges of what a float can hold.
  enum Extreme {
    LEAST,
    GREATEST,
    LEAST_AND_GREATEST,
    INFINITE,
    ONE_INFINITE,
    ZERO,
    CANCELLING,
    SUBNORMAL;

    float draw(Random random) {
      return switch (this) {
        case LEAST -> -Float.MAX_VALUE;
        case GREATEST -> Float.MAX_VALUE;
        case LEAST_AND_GREATEST -> random.nextBoolean() ? Float.MAX_VALUE : -Float.MAX_VALUE;
        case INFINITE -> random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
        case ONE_INFINITE -> random.nextInt(40) == 0 ? Float.POSITIVE_INFINITY : random.nextFloat();
        case ZERO -> random.nextBoolean() ? 0f : -0f;
        case CANCELLING -> random.nextBoolean() ? 1f : -1f;
        case SUBNORMAL -> Float.MIN_VALUE * random.nextInt(1000);
      };
    }
  }

  @BeforeAll
  static void processorHasTheWidthThatIsAskedFor() {
    String wanted = System.getProperty(KernelProvider.PROPERTY, "");
    if (wanted.startsWith("vector-")) {
      int bits = Integer.parseInt(wanted.substring("vector-".length()));
      assumeTrue(
          FloatVector.SPECIES_PREFERRED.vectorBitSize() >= bits,
          () -> "this processor's vectors are narrower than " + bits + " bits");
    }
  }

  @Test
  void areTheOnesThatWereAskedFor() {
    String wanted = System.getProperty(KernelProvider.PROPERTY, "vector");

    assertThat(best.name()).startsWith(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 207, 256, 702, 768, 1024})
  void agreeWithPlainSumsAtEveryWidth(int d) {
    var random = TestSeed.random(d);
    for (int width = 1; width <= PANEL; width++) {
      check(width, d, random, random::nextGaussian);
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreeWithPlainSumsAtTheEdges(Extreme extreme) {
    var random = TestSeed.random(extreme.name().length());
    for (int d : SPECIAL_DIMENSIONS) {
      for (int width = 1; width <= PANEL; width += d > 20 ? 5 : 1) {
        check(width, d, random, () -> extreme.draw(random));
      }
    }
  }

  private void check(int width, int d, Random random, DoubleSupplier values) {
    try (Arena arena = Arena.ofConfined()) {
      var panel = new SamplePanel(arena, width, d, random, values);
      check(panel, KernelsTest::squaredL2, best::squaredL2, scalar::squaredL2);
      check(
          panel,
          KernelsTest::negatedProduct,
          best::negatedInnerProduct,
          scalar::negatedInnerProduct);
    }
  }

  private interface Reference {
    float key(float[] row, float[] query);
  }

  private static void check(
      SamplePanel panel, Reference reference, PanelKeys vector, PanelKeys plain) {
    float[] expected = new float[TILE * PANEL];
    for (int q = 0; q < TILE; q++) {
      for (int j = 0; j < panel.width; j++) {
        expected[q * PANEL + j] = reference.key(panel.rows[j], panel.wanted[q]);
      }
    }
    for (int count = 1; count <= TILE; count++) {
      assertSameBits(panel, count, panel.compute(vector, count), expected);
      assertSameBits(panel, count, panel.compute(plain, count), expected);
    }
  }

  private static void assertSameBits(
      SamplePanel panel, int count, float[] actual, float[] expected) {
    for (int q = 0; q < count; q++) {
      for (int j = 0; j < panel.width; j++) {
        int i = q * PANEL + j;
        // boxed floats are equal if their bits are, so that -0 is not 0; NaN is NaN
        if (!Float.valueOf(actual[i]).equals(expected[i])) {
          fail(
              "%s, %d queries, query %d, row %d: %s instead of %s"
                  .formatted(panel, count, q, j, actual[i], expected[i]));
        }
      }
    }
  }

  private static float squaredL2(float[] row, float[] query) {
    float sum = 0;
    for (int i = 0; i < row.length; i++) {
      float difference = row[i] - query[i];
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  private static float negatedProduct(float[] row, float[] query) {
    float sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum = Math.fma(row[i], query[i], sum);
    }
    return -sum;
  }

  /// Guards the reference itself.
  @Test
  void agreeWithSumsInDoublePrecision() {
    var random = TestSeed.random(0);
    try (Arena arena = Arena.ofConfined()) {
      var panel = new SamplePanel(arena, 37, 768, random, random::nextGaussian);
      float[] distances = panel.compute(best::squaredL2, TILE);
      float[] products = panel.compute(best::negatedInnerProduct, TILE);
      for (int q = 0; q < TILE; q++) {
        for (int j = 0; j < panel.width; j++) {
          assertCloseToDouble(
              panel.rows[j], panel.wanted[q], distances[q * PANEL + j], products[q * PANEL + j]);
        }
      }
    }
  }

  private static void assertCloseToDouble(float[] x, float[] y, float distance, float key) {
    double squares =
        IntStream.range(0, x.length).mapToDouble(i -> square(x[i] - (double) y[i])).sum();
    double product = IntStream.range(0, x.length).mapToDouble(i -> x[i] * (double) y[i]).sum();
    assertThat((double) distance).isCloseTo(squares, Offset.offset(1e-5 * squares));
    assertThat((double) key).isCloseTo(-product, Offset.offset(1e-3));
  }

  private static double square(double x) {
    return x * x;
  }

  @Test
  void knowWhichKeysAreAtMostALimit() {
    var random = TestSeed.random(1);
    float[] special = {
      Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0f, -0f, Float.MIN_VALUE, 1, 2
    };
    float[] keys = new float[TILE * PANEL];
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] = special[random.nextInt(special.length)];
      }
      for (float limit : special) {
        for (int width = 1; width <= PANEL; width++) {
          checkAtMost(keys, random.nextInt(TILE) * PANEL, width, limit);
        }
      }
    }
  }

  private void checkAtMost(float[] keys, int offset, int width, float limit) {
    IntPredicate isAtMost = j -> keys[offset + j] <= limit;
    long expected =
        IntStream.range(0, width)
            .filter(isAtMost)
            .mapToLong(j -> 1L << j)
            .reduce(0, (a, b) -> a | b);

    assertThat(best.atMost(keys, offset, width, limit)).isEqualTo(expected);
    assertThat(scalar.atMost(keys, offset, width, limit)).isEqualTo(expected);
  }

  @Test
  void namesTheFirstRowsOfAPanel() {
    assertThat(Kernels.firstRows(1)).isEqualTo(1);
    assertThat(Kernels.firstRows(63)).isEqualTo(Long.MAX_VALUE);
    assertThat(Kernels.firstRows(64)).isEqualTo(-1);
  }
}
