// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
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

/// The Hamming distances of one panel of codes: what a scan of hashes consists of. An operation
/// compares `width * queries` pairs of `codeSize` bytes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HammingBenchmark {

  /// The arms: the reference, and what this process would choose.
  @Param({"scalar", "best"})
  public String kernel = "best";

  /// 64, 256 and 800 bits; the last is more than one byte can count.
  @Param({"8", "32", "100"})
  public int codeSize = 32;

  /// A full panel, and one that ends in the middle of a vector.
  @Param({"64", "39"})
  public int width = Kernels.PANEL;

  /// One query, as in a search for one; a full tile, as in a batch.
  @Param({"1", "6"})
  public int queries = Kernels.TILE;

  private final float[] keys = new float[Kernels.TILE * Kernels.PANEL];
  private final int[] at = new int[Kernels.TILE];
  private final byte[] counts = new byte[Kernels.COUNTS];
  private Kernels kernels = Kernels.scalar();
  private MemorySegment codes = MemorySegment.NULL;
  private byte[] values = new byte[0];

  /// Random codes, and a profile that has seen other shapes first, as in production.
  @Setup
  public void fill() {
    var random = new Random(1);
    codes = Arena.ofAuto().allocate((long) width * codeSize + Kernels.SLACK, 64);
    for (long i = 0; i < codes.byteSize(); i++) {
      codes.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
    }
    values = new byte[Kernels.TILE * codeSize];
    random.nextBytes(values);
    for (int q = 0; q < Kernels.TILE; q++) {
      at[q] = q * codeSize;
    }
    kernels = kernel.equals("scalar") ? Kernels.scalar() : Kernels.best();
    for (int round = 0; round < 2_000; round++) {
      int narrow = 1 + round % width;
      int few = 1 + round % Kernels.TILE;
      kernels.hamming(codes, 0, narrow, Math.min(codeSize, 7), values, at, few, counts, keys);
    }
  }

  /// Compares the panel with the queries.
  ///
  /// @return keys, row j of query q at `q * 64 + j`
  @Benchmark
  public float[] keys() {
    kernels.hamming(codes, 0, width, codeSize, values, at, queries, counts, keys);
    return keys;
  }
}
