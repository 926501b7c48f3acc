// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PanelKeys;
import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The keys of one panel: what every scan consists of. An operation is `2 * width * queries * d`
/// floating-point operations (for L2 half as many again, as the difference is formed too).
public class PanelKernelBenchmark extends KernelBenchmark {

  /// The two metrics that have kernels.
  @Param({"L2", "INNER_PRODUCT"})
  public Metric.Kind metric = Metric.Kind.L2;

  /// 100 is not a multiple of any vector width; 256 and 768 are RVC's.
  @Param({"100", "256", "768"})
  public int d = 256;

  /// A full panel, and one that ends in the middle of a vector.
  @Param({"64", "39"})
  public int width = Kernels.PANEL;

  /// One query, as in a search for one; a full tile, as in a batch.
  @Param({"1", "6"})
  public int queries = Kernels.TILE;

  private final float[] keys = new float[Kernels.TILE * Kernels.PANEL];
  private MemorySegment panel = MemorySegment.NULL;
  private int[] at = new int[0];
  private float[] values = new float[0];
  private PanelKeys operation = (_, _, _, _, _, _, _, _) -> {};

  /// Random vectors, and a profile that has seen other shapes and metrics first.
  @Setup
  public void fill() {
    panel = nativeFloats(width * d);
    values = floats(Kernels.TILE * d);
    at = starts(Kernels.TILE, d);
    var kernels = kernels();
    operation = kernels.keys(Metric.of(metric));
    for (int round = 0; round < OTHER_SHAPES; round++) {
      int narrow = 1 + round % width;
      int few = 1 + round % Kernels.TILE;
      kernels.squaredL2(panel, 0, narrow, Math.min(d, 7), values, at, few, keys);
      kernels.negatedInnerProduct(panel, 0, narrow, Math.min(d, 33), values, at, few, keys);
    }
  }

  /// Compares the panel with the queries.
  ///
  /// @return keys, row j of query q at `q * 64 + j`
  @Benchmark
  public float[] keys() {
    operation.compute(panel, 0, width, d, values, at, queries, keys);
    return keys;
  }
}
