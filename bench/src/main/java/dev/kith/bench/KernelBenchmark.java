// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the benchmarks of kernels share: two arms, how long they run, and data.
///
/// A benchmark calls its kernel with other shapes in its set-up, as a program does that has seen
/// several indexes: the profile that the JIT compiler goes by is then not that of one shape. It
/// returns what it computes, and a test beside it compares the arms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class KernelBenchmark {

  /// Calls with other shapes before anything is timed.
  static final int OTHER_SHAPES = 2_000;

  /// The arms: the reference, and what this process would choose.
  @Param({"scalar", "best"})
  public String kernel = "best";

  final Random random = new Random(1);

  /// The kernels of the arm.
  final Kernels kernels() {
    return kernel.equals("scalar") ? Kernels.scalar() : Kernels.best();
  }

  /// Normally distributed numbers.
  final float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// The same in native memory, with what kernels may read behind it.
  final MemorySegment nativeFloats(int count) {
    var segment = Arena.ofAuto().allocate((long) count * Float.BYTES + Kernels.SLACK, 64);
    MemorySegment.copy(floats(count), 0, segment, ValueLayout.JAVA_FLOAT, 0, count);
    return segment;
  }

  /// Random bytes in native memory, with what kernels may read behind them.
  final MemorySegment nativeBytes(int count) {
    byte[] bytes = new byte[count + Kernels.SLACK];
    random.nextBytes(bytes);
    var segment = Arena.ofAuto().allocate(bytes.length, 64);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  /// Where queries of a length begin that lie one after another.
  static int[] starts(int count, int length) {
    int[] at = new int[count];
    for (int q = 0; q < count; q++) {
      at[q] = q * length;
    }
    return at;
  }
}
