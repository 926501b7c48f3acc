// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PackedLookups;
import dev.kith.vector.Metric;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The table of one query for packed codes: keys of centroids, the range of each column, and the
/// bytes that are looked up. A search in few lists spends as long on it as on the lists.
public class PackedTablesBenchmark extends KernelBenchmark {

  /// The two kinds of keys.
  @Param({"L2", "INNER_PRODUCT"})
  public Metric.Kind metric = Metric.Kind.L2;

  /// Sub-quantizers of a short code, an odd number, and those of a long code.
  @Param({"32", "51", "128"})
  public int columns = 128;

  /// Components of a centroid.
  @Param({"2", "8"})
  public int dsub = 2;

  private float[] centroids = new float[0];
  private float[] query = new float[0];
  private float[] table = new float[0];
  private float[] least = new float[0];
  private float[] largest = new float[0];
  private byte[] bytes = new byte[0];
  private Kernels kernels = Kernels.scalar();

  /// Random centroids and a random query, and a profile that has seen other shapes first.
  @Setup
  public void fill() {
    centroids = floats(columns * dsub * PackedLookups.ENTRIES);
    query = floats(columns * dsub);
    table = new float[columns * PackedLookups.ENTRIES];
    bytes = new byte[table.length];
    least = new float[columns];
    largest = new float[columns];
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
      int few = 1 + round % columns;
      kernels.packedLookups().squaredL2(centroids, 1, few, query, 0, table, 0);
      kernels.packedLookups().innerProducts(centroids, 2, few / 2 + 1, query, 0, table, 0);
      kernels.packedLookups().range(table, 0, few, least, largest);
      kernels.packedLookups().round(table, 0, few, least, 1, bytes, 0);
    }
  }

  /// Makes the table.
  ///
  /// @return its bytes
  @Benchmark
  public byte[] bytes() {
    var lookups = kernels.packedLookups();
    if (metric == Metric.Kind.L2) {
      lookups.squaredL2(centroids, dsub, columns, query, 0, table, 0);
    } else {
      lookups.innerProducts(centroids, dsub, columns, query, 0, table, 0);
    }
    lookups.range(table, 0, columns, least, largest);
    float span = 0;
    for (int column = 0; column < columns; column++) {
      span = Math.max(span, largest[column] - least[column]);
    }
    lookups.round(table, 0, columns, least, 255 / span, bytes, 0);
    return bytes;
  }
}
