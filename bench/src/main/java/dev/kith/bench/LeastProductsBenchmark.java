// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Products of six queries with sketches, and the least of them: what the search for nearest
/// centroids begins with. An operation is `64 * panels * 6 * d` products.
public class LeastProductsBenchmark extends KernelBenchmark {

  /// Numbers of a sketch with 16 directions, with 32, and an odd one.
  @Param({"18", "34", "7"})
  public int d = 18;

  /// Panels of sketches: of 128 centroids and of 2,048.
  @Param({"2", "32"})
  public int panels = 32;

  private final float[] lowest = new float[Kernels.TILE * Kernels.QUARTER];
  private MemorySegment sketches = MemorySegment.NULL;
  private float[] queries = new float[0];
  private int[] at = new int[0];
  private float[] keys = new float[0];
  private float[] least = new float[0];
  private Kernels kernels = Kernels.scalar();

  /// Random sketches, and a profile that has seen other sizes first.
  @Setup
  public void fill() {
    sketches = nativeFloats(panels * Kernels.PANEL * d);
    queries = floats(Kernels.TILE * d);
    at = starts(Kernels.TILE, d);
    keys = new float[panels * Kernels.TILE * Kernels.PANEL];
    least = new float[panels * Kernels.TILE * Kernels.QUARTER];
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
      int few = 1 + round % 2;
      kernels.leastProducts(
          sketches, 0, few, 1 + round % d, queries, at, Kernels.TILE, keys, least, lowest);
    }
  }

  /// Compares all sketches with the queries.
  ///
  /// @return the least key of each quarter of all panels
  @Benchmark
  public float[] lowest() {
    kernels.leastProducts(sketches, 0, panels, d, queries, at, Kernels.TILE, keys, least, lowest);
    return lowest;
  }

  /// The keys that the last call has found.
  float[] keys() {
    return keys;
  }
}
