// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.RowKeys;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The keys of the candidates of a query: what a refinement consists of. The candidates of each
/// operation are others, in ascending order, so that they come from memory as in a search.
public class RowKernelBenchmark extends KernelBenchmark {

  private static final int ROUNDS = 1024;

  /// The two metrics that have kernels.
  @Param({"L2", "INNER_PRODUCT"})
  public Metric.Kind metric = Metric.Kind.L2;

  /// 100 is no multiple of 16; 256 and 768 are RVC's.
  @Param({"100", "256", "768"})
  public int d = 256;

  /// Stored rows: some that stay in a cache, and more than any cache holds.
  @Param({"1024", "131072"})
  public int stored = 1024;

  /// Candidates a query: k = 8, k_factor = 4.
  @Param("32")
  public int candidates = 32;

  private RowMemory memory = RowMemory.of(MemorySegment.NULL, d);
  private long[] rows = new long[0];
  private float[] query = new float[0];
  private float[] keys = new float[0];
  private final float[] sums = new float[RowKeys.SCRATCH];
  private RowKeys operation = (_, _, _, _, _, _, _, _) -> {};
  private int round;

  /// Random vectors, and a profile that has seen other shapes and metrics first.
  @Setup
  public void fill() {
    var segment = nativeFloats(stored * d);
    memory = RowMemory.of(segment, d);
    query = floats(d);
    rows = random.longs((long) ROUNDS * candidates, 0, stored).toArray();
    for (int i = 0; i < ROUNDS; i++) {
      Arrays.sort(rows, i * candidates, (i + 1) * candidates);
    }
    keys = new float[rows.length];
    var kernels = kernels();
    operation = kernels.rowKeys(Metric.of(metric));
    for (int i = 0; i < OTHER_SHAPES; i++) {
      var narrow = RowMemory.of(segment, 1 + i % Math.min(d, 33));
      kernels.squaredL2OfRows(narrow, new long[] {i % 7}, 0, 1, query, 0, keys, sums);
      kernels.negatedInnerProductOfRows(narrow, new long[] {i % 9}, 0, 1, query, 0, keys, sums);
    }
  }

  /// Compares the next candidates with the query.
  ///
  /// @return keys; those of this round are at `round * candidates`
  @Benchmark
  public float[] keys() {
    round = (round + 1) % ROUNDS;
    int from = round * candidates;
    operation.compute(memory, rows, from, from + candidates, query, 0, keys, sums);
    return keys;
  }
}
