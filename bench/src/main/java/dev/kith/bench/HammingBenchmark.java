// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The Hamming distances of one panel of codes: what a scan of hashes consists of. An operation
/// compares `width * queries` pairs of `codeSize` bytes.
public class HammingBenchmark extends KernelBenchmark {

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
  private final byte[] counts = new byte[Kernels.COUNTS];
  private Kernels kernels = Kernels.scalar();
  private MemorySegment codes = MemorySegment.NULL;
  private byte[] values = new byte[0];
  private int[] at = new int[0];

  /// Random codes, and a profile that has seen other shapes first.
  @Setup
  public void fill() {
    codes = nativeBytes(width * codeSize);
    values = new byte[Kernels.TILE * codeSize];
    random.nextBytes(values);
    at = starts(Kernels.TILE, codeSize);
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
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
