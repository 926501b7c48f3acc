// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.vector.Vectors;
import java.util.OptionalLong;
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

/// The check that every vector passes on its way in. It should run at the speed of memory: compare
/// with 4 * 1000 * d bytes an operation.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FirstNonFiniteBenchmark {

  /// 100 is not a multiple of any vector width; 256 is RVC's.
  @Param({"100", "256"})
  public int dimension = 100;

  private Vectors vectors = Vectors.allocate(0, 1);

  /// A thousand finite rows: the whole block is read.
  @Setup
  public void fill() {
    var random = new Random(1);
    vectors = Vectors.allocate(1000, dimension);
    float[] row = new float[dimension];
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j < dimension; j++) {
        row[j] = (float) random.nextGaussian();
      }
      vectors.set(i, row);
    }
  }

  /// Reads all rows.
  ///
  /// @return nothing found, as the rows are finite
  @Benchmark
  public OptionalLong scan() {
    return vectors.firstNonFinite();
  }
}
