// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.PairProducts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Products of pairs of vectors that lie anywhere: what is left to compare once sketches have
/// spoken. An operation is `pairs * d` products. The reference takes one pair after another.
public class PairProductsBenchmark extends KernelBenchmark {

  private static final int ROWS = 1024;

  /// 100 is not a multiple of any vector width; 256 and 768 are RVC's.
  @Param({"7", "100", "256", "768"})
  public int d = 256;

  /// One eight, and some that fill no whole one.
  @Param({"8", "61"})
  public int pairs = PairProducts.EIGHT;

  private float[] rows = new float[0];
  private int[] a = new int[0];
  private int[] b = new int[0];
  private float[] products = new float[0];

  /// Random pairs, and a profile that has seen other dimensions first.
  @Setup
  public void fill() {
    rows = floats(ROWS * d);
    int full = Math.ceilDiv(pairs, PairProducts.EIGHT) * PairProducts.EIGHT;
    a = random.ints(full, 0, ROWS).map(row -> row * d).toArray();
    b = random.ints(full, 0, ROWS).map(row -> row * d).toArray();
    products = new float[full];
    for (int round = 0; round < OTHER_SHAPES; round++) {
      PairProducts.compute(rows, a, rows, b, 1 + round % pairs, 1 + round % d, products);
    }
  }

  /// Multiplies the pairs.
  ///
  /// @return their products
  @Benchmark
  public float[] products() {
    if (kernel.equals("best")) {
      PairProducts.compute(rows, a, rows, b, pairs, d, products);
      return products;
    }
    for (int pair = 0; pair < pairs; pair++) {
      float sum = 0;
      for (int i = 0; i < d; i++) {
        sum = Math.fma(rows[a[pair] + i], rows[b[pair] + i], sum);
      }
      products[pair] = sum;
    }
    return products;
  }
}
