// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is timed must be right: both arms of a benchmark compute the same bits.
class ArmsTest {

  @ParameterizedTest
  @ValueSource(ints = {39, 64})
  void passingKeys(int width) {
    assertThat(passing("best", width)).isEqualTo(passing("scalar", width)).isPositive();
  }

  private static int passing(String kernel, int width) {
    var benchmark = new AtMostBenchmark();
    benchmark.kernel = kernel;
    benchmark.width = width;
    benchmark.fill();
    return benchmark.passing();
  }

  @ParameterizedTest
  @ValueSource(ints = {39, 64})
  void distancesFromProducts(int width) {
    float[] best = distances("best", width);
    assertThat(best).isEqualTo(distances("scalar", width));
    assertThat(Arrays.copyOf(best, width)).contains(0f).doesNotContain(-1f);
  }

  private static float[] distances(String kernel, int width) {
    var benchmark = new AddNormsBenchmark();
    benchmark.kernel = kernel;
    benchmark.width = width;
    benchmark.fill();
    return Arrays.copyOf(benchmark.distances(), width);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 18, 34})
  void leastProducts(int d) {
    var best = least("best", d);
    var scalar = least("scalar", d);
    assertThat(best.lowest().clone()).isEqualTo(scalar.lowest()).doesNotContain(0f);
    assertThat(best.keys()).isEqualTo(scalar.keys());
  }

  private static LeastProductsBenchmark least(String kernel, int d) {
    var benchmark = new LeastProductsBenchmark();
    benchmark.kernel = kernel;
    benchmark.d = d;
    benchmark.panels = 2;
    benchmark.fill();
    benchmark.lowest();
    return benchmark;
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 48, 256})
  void sumsOfASwap(int count) {
    assertThat(swap("best", count)).isEqualTo(swap("scalar", count)).doesNotContain(0f);
  }

  private static float[] swap(String kernel, int count) {
    var benchmark = new SwapSumsBenchmark();
    benchmark.kernel = kernel;
    benchmark.count = count;
    benchmark.fill();
    return benchmark.sums();
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 100, 256})
  void productsOfPairs(int d) {
    assertThat(pairs("best", d)).isEqualTo(pairs("scalar", d)).doesNotContain(0f);
  }

  private static float[] pairs(String kernel, int d) {
    var benchmark = new PairProductsBenchmark();
    benchmark.kernel = kernel;
    benchmark.d = d;
    benchmark.pairs = 61;
    benchmark.fill();
    return Arrays.copyOf(benchmark.products(), 61);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 512})
  void readsAsMuchAsItSays(int kib) {
    var benchmark = new MemoryBenchmark();
    benchmark.kib = kib;
    benchmark.fill();
    double key = -MemoryBenchmark.D * (MemoryBenchmark.D - 1) / 2.0;
    assertThat(benchmark.read()).isEqualTo(key * (MemoryBenchmark.READ / MemoryBenchmark.BYTES));
  }
}
