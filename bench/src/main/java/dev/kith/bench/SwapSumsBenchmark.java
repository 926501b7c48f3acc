// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// What changes when two centroids swap their numbers: the step of polysemous training, taken
/// hundreds of thousands of times for each sub-quantizer.
public class SwapSumsBenchmark extends KernelBenchmark {

  /// Centroids: of 4 bits and of 8; and a multiple of 16 that is no power of two.
  @Param({"16", "48", "256"})
  public int count = 256;

  private final float[] sums = new float[Kernels.SWAP_SUMS];
  private float[] x = new float[0];
  private float[] w = new float[0];
  private float[] h = new float[0];
  private Kernels kernels = Kernels.scalar();

  /// Random matrices of three rows, and a profile that has seen other sizes first.
  @Setup
  public void fill() {
    x = floats(3 * count);
    w = floats(3 * count);
    h = floats(3 * count);
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
      kernels.swapSums(x, w, h, round % count, count, Kernels.SWAP_SUMS, sums);
    }
  }

  /// Looks at a swap of the first row and the last.
  ///
  /// @return 16 sums
  @Benchmark
  public float[] sums() {
    kernels.swapSums(x, w, h, 0, 2 * count, count, sums);
    return sums;
  }
}
