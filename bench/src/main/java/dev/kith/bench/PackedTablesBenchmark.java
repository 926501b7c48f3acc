// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PackedLookups;
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

/// The table of one query for packed codes: distances to centroids, the range of each column, and
/// the bytes that are looked up. A search in few lists spends as long on it as on the lists.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PackedTablesBenchmark {

  /// The arms: the reference, and what this process would choose.
  @Param({"scalar", "best"})
  public String kernel = "best";

  /// Sub-quantizers of a short code and of a long one.
  @Param({"32", "128"})
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

  /// Random centroids and a random query.
  @Setup
  public void fill() {
    var random = new Random(1);
    centroids = floats(random, columns * dsub * PackedLookups.ENTRIES);
    query = floats(random, columns * dsub);
    table = new float[columns * PackedLookups.ENTRIES];
    bytes = new byte[table.length];
    least = new float[columns];
    largest = new float[columns];
    kernels = kernel.equals("scalar") ? Kernels.scalar() : Kernels.best();
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// Makes the table.
  ///
  /// @return its bytes
  @Benchmark
  public byte[] bytes() {
    var lookups = kernels.packedLookups();
    lookups.squaredL2(centroids, dsub, columns, query, 0, table, 0);
    lookups.range(table, 0, columns, least, largest);
    float span = 0;
    for (int column = 0; column < columns; column++) {
      span = Math.max(span, largest[column] - least[column]);
    }
    lookups.round(table, 0, columns, least, 255 / span, bytes, 0);
    return bytes;
  }
}
