// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Which keys of a panel pass a limit: what stands between the keys and the heap. An operation is a
/// panel.
public class AtMostBenchmark extends KernelBenchmark {

  private static final int PANELS = 256;

  /// A full panel, and one that ends in the middle of a vector.
  @Param({"64", "39"})
  public int width = Kernels.PANEL;

  private float[] keys = new float[0];
  private Kernels kernels = Kernels.scalar();

  /// Random keys, and a profile that has seen other widths first.
  @Setup
  public void fill() {
    keys = floats(PANELS * Kernels.PANEL);
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
      kernels.atMost(keys, round % Kernels.PANEL, 1 + round % Kernels.PANEL, 0);
    }
  }

  /// Goes through the panels once.
  ///
  /// @return keys that pass, about one in fifty
  @Benchmark
  @OperationsPerInvocation(PANELS)
  public int passing() {
    int passed = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      passed += Long.bitCount(kernels.atMost(keys, panel * Kernels.PANEL, width, -2));
    }
    return passed;
  }
}
