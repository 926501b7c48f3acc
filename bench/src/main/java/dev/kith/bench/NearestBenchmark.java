// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.CentroidRows;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.kernel.NearestRows;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The nearest centroids of a panel: what k-means and the encoding of product codes consist of. An
/// operation is `64 * centroids * d` products.
public class NearestBenchmark extends KernelBenchmark {

  /// As k-means has it, and as short parts are encoded.
  @Param({"NORMS", "DIFFERENCES"})
  public NearestBy by = NearestBy.NORMS;

  /// Parts of PQ128 and PQ32 of 256 components, an odd number, and whole vectors.
  @Param({"2", "8", "17", "256"})
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
    panel = nativeFloats(Kernels.PANEL * d);
    float[] norms = new float[centroids];
    Arrays.fill(norms, d);
    Arrays.fill(found.norms(), d);
    sought = new CentroidRows(by, floats(centroids * d), d, norms);
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
      for (var other : NearestBy.values()) {
        var few = new CentroidRows(other, norms, 1, norms);
        kernels.nearest(panel, 0, 1 + round % Kernels.PANEL, few, found);
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
