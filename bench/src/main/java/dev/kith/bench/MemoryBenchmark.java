// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How fast one thread can read: the limit of every search that reads its vectors once. The result
/// is bytes a nanosecond, so GB/s. What reads is the kernel that compares a panel with one query,
/// as a plain loop cannot ask for as much at once.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemoryBenchmark {

  /// Bytes that an operation reads.
  static final int READ = 1 << 28;

  /// Dimensions and bytes of a panel.
  static final int D = 64;

  static final int BYTES = Kernels.PANEL * D * Float.BYTES;

  /// KiB that are read again and again: those of a first-level cache, of a second, of a third, and
  /// more than any of them holds.
  @Param({"16", "512", "8192", "262144"})
  public int kib = 16;

  private final float[] keys = new float[Kernels.TILE * Kernels.PANEL];
  private final float[] query = new float[D];
  private final int[] at = new int[Kernels.TILE];
  private MemorySegment panels = MemorySegment.NULL;

  /// Numbers that are all 1, and a query whose component i is i.
  @Setup
  public void fill() {
    panels = Arena.ofAuto().allocate(kib * 1024L + Kernels.SLACK, 64);
    for (long i = 0; i < kib * 1024L / Float.BYTES; i++) {
      panels.setAtIndex(ValueLayout.JAVA_FLOAT, i, 1);
    }
    for (int i = 0; i < D; i++) {
      query[i] = i;
    }
  }

  /// Goes through the panels, several times.
  ///
  /// @return the sum of a key of each panel that was read
  @Benchmark
  @OperationsPerInvocation(READ)
  public double read() {
    double sum = 0;
    var kernels = Kernels.best();
    for (int panel = 0; panel < READ / BYTES; panel++) {
      long offset = (long) BYTES * (panel % (kib * 1024 / BYTES));
      kernels.negatedInnerProduct(panels, offset, Kernels.PANEL, D, query, at, 1, keys);
      sum += keys[panel % Kernels.PANEL];
    }
    return sum;
  }
}
