// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Squared distances from products, for one query and a panel: what the coarse stage adds to the
/// products. It is a plain loop in both arms, which the JIT compiler vectorises.
public class AddNormsBenchmark extends KernelBenchmark {

  /// A full panel, and one that ends in the middle of a vector.
  @Param({"64", "39"})
  public int width = Kernels.PANEL;

  private final float[] keys = new float[Kernels.PANEL];
  private float[] products = new float[0];
  private float[] norms = new float[0];
  private Kernels kernels = Kernels.scalar();

  /// Random products and norms, and a profile that has seen other widths first.
  @Setup
  public void fill() {
    products = floats(Kernels.PANEL);
    norms = new float[2 * Kernels.PANEL];
    Arrays.fill(norms, 1);
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
      kernels.addNorms(keys, 0, 1 + round % Kernels.PANEL, 1, norms, round % Kernels.PANEL);
    }
  }

  /// Copies the products and makes distances of them.
  ///
  /// @return the distances
  @Benchmark
  public float[] distances() {
    System.arraycopy(products, 0, keys, 0, width);
    kernels.addNorms(keys, 0, width, 1, norms, 0);
    return keys;
  }
}
