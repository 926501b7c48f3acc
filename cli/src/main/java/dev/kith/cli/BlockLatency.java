// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import com.sun.management.ThreadMXBean;
import dev.kith.rvc.Retriever;
import dev.kith.vector.Vectors;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What calls with blocks of one size cost.
///
/// @param block frames of a call
/// @param calls that were measured
/// @param median seconds that half of the calls stay below
/// @param high seconds that 99 in 100 stay below
/// @param longest seconds of the longest
/// @param garbage bytes that a call left to the garbage collector, in the mean
record BlockLatency(
    int block, int calls, double median, double high, double longest, double garbage) {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static final String HEADER =
      "%8s %12s %12s %12s %14s %14s"
          .formatted("frames", "p50", "p99", "longest", "frames/s", "bytes/call");

  /// Mixes block after block, from the beginning again where the frames end.
  ///
  /// @param frames of another speaker
  /// @param block frames of a call, cut where there are fewer
  /// @param calls to measure, after as many to warm up, or more: for up to five seconds, as long as
  ///   calls leave garbage
  /// @param cancellation asked between the calls
  static BlockLatency measure(
      Retriever retriever, Vectors frames, int block, int calls, Cancellation cancellation) {
    int size = (int) Math.min(block, frames.size());
    var out = Vectors.allocate(size, frames.dimension());
    var blocks = new Vectors[(int) Math.min(calls, frames.size() / size)];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = frames.slice((long) i * size, (i + 1L) * size);
    }
    var nanos = new long[calls];
    long garbage = Long.MAX_VALUE;
    long begin = System.nanoTime();
    // rounds until one leaves nothing behind, as all do once everything is compiled; two at least
    for (int round = 0; round < 2 || (garbage > 0 && isEarly(begin)); round++) {
      long before = allocated();
      for (int call = 0; call < calls; call++) {
        cancellation.check();
        long start = System.nanoTime();
        retriever.mix(blocks[call % blocks.length], out);
        nanos[call] = System.nanoTime() - start;
      }
      garbage = allocated() - before;
    }
    Arrays.sort(nanos);
    return new BlockLatency(
        size,
        calls,
        nanos[calls / 2] / 1e9,
        nanos[(int) (calls * 0.99)] / 1e9,
        nanos[calls - 1] / 1e9,
        (double) garbage / calls);
  }

  private static boolean isEarly(long begin) {
    return System.nanoTime() - begin < PATIENCE_NANOS;
  }

  /// Bytes that this thread has allocated in its life.
  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  String line() {
    return "%8d %9.3f ms %9.3f ms %9.3f ms %14s %14.0f"
        .formatted(
            block, median * 1e3, high * 1e3, longest * 1e3, Text.rate(block / median), garbage);
  }

  Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("block", block);
    object.put("calls", calls);
    object.put("p50_ms", median * 1e3);
    object.put("p99_ms", high * 1e3);
    object.put("longest_ms", longest * 1e3);
    object.put("bytes_per_call", garbage);
    return object;
  }
}
