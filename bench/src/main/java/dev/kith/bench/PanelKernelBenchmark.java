// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PanelKeys;
import dev.kith.vector.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The keys of one panel: what every scan consists of. An operation is `2 * width * queries * d`
/// floating-point operations (for L2 half as many again, as the difference is formed too).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PanelKernelBenchmark {

  /// The arms: the reference, and what this process would choose.
  @Param({"scalar", "best"})
  public String kernel = "best";

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
  private final int[] at = new int[Kernels.TILE];
  private MemorySegment panel = MemorySegment.NULL;
  private float[] values = new float[0];
  private PanelKeys operation = (_, _, _, _, _, _, _, _) -> {};

  /// Random vectors, and a profile that has seen other shapes and metrics first, as in production.
  @Setup
  public void fill() {
    var random = new Random(1);
    panel = Arena.ofAuto().allocate((long) width * d * Float.BYTES + Kernels.SLACK, 64);
    for (long i = 0; i < (long) width * d; i++) {
      panel.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian());
    }
    values = new float[Kernels.TILE * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    for (int q = 0; q < Kernels.TILE; q++) {
      at[q] = q * d;
    }
    var kernels = kernel.equals("scalar") ? Kernels.scalar() : Kernels.best();
    operation = kernels.keys(Metric.of(metric));
    pollute(kernels);
  }

  private void pollute(Kernels kernels) {
    for (int round = 0; round < 2_000; round++) {
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
