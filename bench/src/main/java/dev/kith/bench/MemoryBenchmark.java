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
/// is bytes a nanosecond, so GB/s. The loop is plain Java.
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

  private long[] numbers = new long[0];

  /// Numbers from 0.
  @Setup
  public void fill() {
    numbers = new long[kib * 1024 / Long.BYTES];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
  }

  /// Adds them up, several times.
  ///
  /// @return their sum
  @Benchmark
  @OperationsPerInvocation(READ)
  public long sum() {
    long sum = 0;
    for (int round = 0; round < READ / Long.BYTES / numbers.length; round++) {
      sum += once(numbers);
    }
    return sum;
  }

  /// A cache line at a time, in eight chains, so that no addition waits for another.
  private static long once(long[] numbers) {
    long s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    for (int i = 0; i < numbers.length; i += 8) {
      s0 += numbers[i];
      s1 += numbers[i + 1];
      s2 += numbers[i + 2];
      s3 += numbers[i + 3];
      s4 += numbers[i + 4];
      s5 += numbers[i + 5];
      s6 += numbers[i + 6];
      s7 += numbers[i + 7];
    }
    return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
  }
}
