// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.LongStream;

/// Scalar kernels until the vector kernels are faster.
///
/// Until the JIT compiler has compiled a vector kernel, every vector in it is an object, and the
/// kernel is hundreds of times slower than afterwards: a first search would take seconds. So a
/// thread of its own calls the vector kernels, on numbers that nobody needs, until they beat the
/// scalar ones, and ends. Where they never do (a JVM that only emulates vectors), the scalar ones
/// stay. As both give the same bits, nobody notices but by the clock.
final class WarmingKernels implements Kernels {

  private static final System.Logger LOG = System.getLogger("dev.kith");

  /// Long enough that a loop counts, short enough that a slow call hurts little.
  private static final int DIMENSIONS = 32;

  private static final int CALLS = 20;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector;
  private volatile Kernels active = scalar;

  private WarmingKernels(Kernels vector) {
    this.vector = vector;
  }

  static Kernels start(Kernels vector) {
    WarmingKernels kernels = new WarmingKernels(vector);
    Thread thread = new Thread(kernels::warm, "kith-warm-up");
    thread.setDaemon(true);
    thread.start();
    return kernels;
  }

  @Override
  public String name() {
    return vector.name();
  }

  @Override
  public void squaredL2(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys) {
    active.squaredL2(panels, offset, width, d, queries, at, count, keys);
  }

  @Override
  public void negatedInnerProduct(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys) {
    active.negatedInnerProduct(panels, offset, width, d, queries, at, count, keys);
  }

  @Override
  public void nearest(
      MemorySegment panels, long offset, int width, CentroidRows centroids, NearestRows best) {
    active.nearest(panels, offset, width, centroids, best);
  }

  @Override
  public void swapSums(float[] x, float[] w, float[] h, int a, int b, int count, float[] sums) {
    active.swapSums(x, w, h, a, b, count, sums);
  }

  @Override
  public void squaredL2OfRows(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums) {
    active.squaredL2OfRows(memory, rows, from, to, queries, at, keys, sums);
  }

  @Override
  public void negatedInnerProductOfRows(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums) {
    active.negatedInnerProductOfRows(memory, rows, from, to, queries, at, keys, sums);
  }

  @Override
  public long atMost(float[] keys, int offset, int width, float limit) {
    return active.atMost(keys, offset, width, limit);
  }

  @Override
  public PackedLookups packedLookups() {
    return active.packedLookups();
  }

  private void warm() {
    long start = System.nanoTime();
    long toBeat = Long.MAX_VALUE;
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      // the best so far: a pause of the thread must not make the scalar kernels look slow
      toBeat = Math.min(toBeat, nanos(scalar));
      if (nanos(vector) < toBeat) {
        active = vector;
        return;
      }
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "scalar kernels, because those of {0} are slower on this JVM",
        vector.name());
  }

  /// The time of a round over all shapes of tiles. One that is not compiled yet dominates it.
  private static long nanos(Kernels kernels) {
    MemorySegment panel =
        Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, (long) (DIMENSIONS + 1) * PANEL);
    float[] queries = new float[DIMENSIONS];
    float[] keys = new float[TILE * PANEL];
    int[] at = new int[TILE];
    NearestRows nearest = new NearestRows();
    var memory = RowMemory.of(panel, DIMENSIONS);
    long[] rows = LongStream.range(0, PANEL).toArray();
    float[] sums = new float[RowKeys.SUMS];
    long start = System.nanoTime();
    for (int call = 0; call < CALLS; call++) {
      for (int width = PANEL; width >= Long.BYTES; width /= 2) {
        for (int count = 1; count <= TILE; count += TILE - 1) {
          kernels.squaredL2(panel, 0, width, DIMENSIONS, queries, at, count, keys);
          kernels.negatedInnerProduct(panel, 0, width, DIMENSIONS, queries, at, count, keys);
          kernels.atMost(keys, 0, width, 1f);
        }
        kernels.swapSums(keys, keys, keys, 0, PANEL, PANEL, keys);
        for (NearestBy by : NearestBy.values()) {
          // a dimension, so that keeping the best is what takes the time
          var centroids = new CentroidRows(by, queries, 1, queries);
          kernels.nearest(panel, 0, width, centroids, nearest);
        }
        kernels.squaredL2OfRows(memory, rows, 0, width, queries, 0, keys, sums);
        kernels.negatedInnerProductOfRows(memory, rows, 0, width, queries, 0, keys, sums);
      }
      lookUp(kernels.packedLookups(), panel);
    }
    return System.nanoTime() - start;
  }

  private static void lookUp(PackedLookups lookups, MemorySegment codes) {
    byte[] tables = new byte[DIMENSIONS * PackedLookups.ENTRIES];
    short[] sums = new short[PackedLookups.SUMS];
    int[] at = new int[PackedLookups.TILE];
    for (int blocks = 1; blocks <= 2; blocks++) {
      for (int count = 1; count <= PackedLookups.TILE; count += PackedLookups.TILE - 1) {
        lookups.sums(codes, 0, blocks, DIMENSIONS / 2, tables, at, count, sums);
        lookups.atMost(sums, 0, 1);
      }
    }
    float[] floats = new float[DIMENSIONS * PackedLookups.ENTRIES];
    float[] least = new float[DIMENSIONS];
    for (int dsub = 1; dsub <= 2; dsub++) {
      int columns = DIMENSIONS / dsub;
      lookups.squaredL2(floats, dsub, columns, least, 0, floats, 0);
      lookups.innerProducts(floats, dsub, columns, least, 0, floats, 0);
      lookups.range(floats, 0, columns, least, least);
      lookups.round(floats, 0, columns, least, 1f, tables, 0);
    }
  }
}
