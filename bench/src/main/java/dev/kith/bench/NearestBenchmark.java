// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.CentroidRows;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.kernel.NearestRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
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

/// The nearest centroids of a panel: what k-means and the encoding of product codes consist of. An
/// operation is `64 * centroids * d` products.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NearestBenchmark {

  /// The arms: the reference, and what this process would choose.
  @Param({"scalar", "best"})
  public String kernel = "best";

  /// As k-means has it, and as short parts are encoded.
  @Param({"NORMS", "DIFFERENCES"})
  public NearestBy by = NearestBy.NORMS;

  /// Parts of PQ128 and PQ32 of 256 components, and whole vectors.
  @Param({"2", "8", "256"})
  public int d = 8;

  /// Of 4 bits and of 8.
  @Param({"16", "256"})
  public int centroids = 256;

  private final NearestRows found = new NearestRows();
  private MemorySegment panel = MemorySegment.NULL;
  private CentroidRows sought = new CentroidRows(NearestBy.NORMS, new float[1], 1, new float[1]);
  private Kernels kernels = Kernels.scalar();

  /// Random vectors, and a profile that has seen other keys and dimensions first.
  @Setup
  public void fill() {
    var random = new Random(1);
    panel = Arena.ofAuto().allocate((long) Kernels.PANEL * d * Float.BYTES + Kernels.SLACK, 64);
    for (long i = 0; i < (long) Kernels.PANEL * d; i++) {
      panel.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian());
    }
    float[] values = new float[centroids * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    float[] norms = new float[centroids];
    Arrays.fill(norms, d);
    Arrays.fill(found.norms(), d);
    sought = new CentroidRows(by, values, d, norms);
    kernels = kernel.equals("scalar") ? Kernels.scalar() : Kernels.best();
    pollute(norms);
  }

  private void pollute(float[] values) {
    for (int round = 0; round < 1_000; round++) {
      for (var other : NearestBy.values()) {
        var centroids = new CentroidRows(other, values, 1, values);
        kernels.nearest(panel, 0, 1 + round % Kernels.PANEL, centroids, found);
      }
    }
  }

  /// Finds the nearest centroid of each of 64 vectors.
  ///
  /// @return their numbers
  @Benchmark
  public int[] nearest() {
    kernels.nearest(panel, 0, Kernels.PANEL, sought, found);
    return found.numbers();
  }
}
