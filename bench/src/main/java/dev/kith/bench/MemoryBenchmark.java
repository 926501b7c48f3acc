// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

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
/// is bytes a nanosecond, so GB/s. The loop is plain Java that the JIT compiler vectorises.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemoryBenchmark {

  /// Bytes that an operation reads.
  static final int READ = 1 << 28;

  /// KiB that are read again and again: those of a first-level cache, of a second, of a third, and
  /// more than any of them holds.
  @Param({"16", "512", "8192", "262144"})
  public int kib = 16;

  private int[] numbers = new int[0];

  /// Numbers from 0.
  @Setup
  public void fill() {
    numbers = new int[kib * 1024 / Integer.BYTES];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
  }

  /// Adds them up, several times.
  ///
  /// @return their sum
  @Benchmark
  @OperationsPerInvocation(READ)
  public int sum() {
    int sum = 0;
    for (int round = 0; round < READ / Integer.BYTES / numbers.length; round++) {
      sum += once(numbers);
    }
    return sum;
  }

  private static int once(int[] numbers) {
    int sum = 0;
    for (int number : numbers) {
      sum += number;
    }
    return sum;
  }
}
