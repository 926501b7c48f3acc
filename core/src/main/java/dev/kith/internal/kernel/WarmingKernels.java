// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Scalar kernels until the vector kernels are faster.
///
/// Until the JIT compiler has compiled a vector kernel, every vector in it is an object, and the
/// kernel is hundreds of times slower than afterwards: a first search would take seconds. So a
/// thread of its own calls the vector kernels of a group, from its first use on, with numbers that
/// nobody needs, until they beat the scalar ones ([Warmed]). Where they never do (a JVM that only
/// emulates vectors), the scalar ones stay. As both give the same bits, nobody notices but by the
/// clock.
final class WarmingKernels implements Kernels {

  private final Kernels vector;
  private final Warmed tiles;
  private final Warmed listed;
  private final Warmed nearest;
  private final Warmed swaps;
  private final Warmed decoding;
  private final Map<ComponentCode, Warmed> coded = new EnumMap<>(ComponentCode.class);
  private final Warmed lookups;
  private final Warmed hamming;
  private final Warmed sketches;
  private final Warmed turns;

  /// Nothing is warm yet.
  ///
  /// @param vector what is to become active
  WarmingKernels(Kernels vector) {
    Kernels scalar = new ScalarKernels();
    WarmUpRounds rounds = new WarmUpRounds();
    this.vector = vector;
    this.tiles = new Warmed("tiles", rounds::tiles, scalar, vector);
    this.listed = new Warmed("listed rows", rounds::listedRows, scalar, vector);
    this.nearest = new Warmed("nearest centroids", rounds::nearest, scalar, vector);
    this.swaps = new Warmed("swaps", rounds::swaps, scalar, vector);
    this.decoding = new Warmed("decoding", rounds::decoding, scalar, vector);
    for (ComponentCode code : ComponentCode.values()) {
      if (CodeKeys.exist(code)) {
        coded.put(code, new Warmed("codes", each -> rounds.codes(each, code), scalar, vector));
      }
    }
    this.hamming = new Warmed("Hamming distances", rounds::hamming, scalar, vector);
    this.sketches = new Warmed("sketches", rounds::sketches, scalar, vector);
    this.turns = new Warmed("turned rows", rounds::turns, scalar, vector);
    this.lookups = new Warmed("look-ups", rounds::lookups, scalar, vector);
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
    tiles.active().squaredL2(panels, offset, width, d, queries, at, count, keys);
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
    tiles.active().negatedInnerProduct(panels, offset, width, d, queries, at, count, keys);
  }

  @Override
  public void decode(
      ComponentCode code,
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel) {
    decoding.active().decode(code, codes, offset, width, d, scale, bias, panel);
  }

  /// Until a kind of codes is warm, panels are decoded: scalar kernels are best at that. And
  /// decoding is warmed up before, as all of a batch waits for it.
  @Override
  public @Nullable CodeKeys codeKeys(Metric metric, ComponentCode code) {
    Warmed ofKind = coded.get(code);
    boolean isWarm = ofKind != null && isWarm(decoding) && isWarm(ofKind);
    return isWarm ? vector.codeKeys(metric, code) : null;
  }

  private static boolean isWarm(Warmed group) {
    return !(group.active() instanceof ScalarKernels);
  }

  @Override
  public void nearest(
      MemorySegment panels, long offset, int width, CentroidRows centroids, NearestRows best) {
    nearest.active().nearest(panels, offset, width, centroids, best);
  }

  @Override
  public void swapSums(float[] x, float[] w, float[] h, int a, int b, int count, float[] sums) {
    swaps.active().swapSums(x, w, h, a, b, count, sums);
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
    listed.active().squaredL2OfRows(memory, rows, from, to, queries, at, keys, sums);
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
    listed.active().negatedInnerProductOfRows(memory, rows, from, to, queries, at, keys, sums);
  }

  @Override
  public boolean hasRowTiles(int d) {
    return listed.active().hasRowTiles(d);
  }

  @Override
  public void rowTile(
      boolean products,
      MemorySegment rows,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys,
      float[] sums) {
    listed.active().rowTile(products, rows, offset, width, d, queries, at, count, keys, sums);
  }

  @Override
  public void turn(MemorySegment rows, long offset, int width, int d, MemorySegment panel) {
    turns.active().turn(rows, offset, width, d, panel);
  }

  @Override
  public void sketchKeys(
      MemorySegment panels,
      long offset,
      int width,
      int columns,
      float[] query,
      int at,
      float[] keys) {
    sketches.active().sketchKeys(panels, offset, width, columns, query, at, keys);
  }

  @Override
  public void sketchPanel(
      MemorySegment panels, long offset, int width, int columns, MemorySegment panel) {
    sketches.active().sketchPanel(panels, offset, width, columns, panel);
  }

  @Override
  public void productsOfRows(
      float[] x,
      int at,
      float[] rows,
      int[] rowAt,
      int first,
      int to,
      int d,
      float[] products,
      float[] sums) {
    listed.active().productsOfRows(x, at, rows, rowAt, first, to, d, products, sums);
  }

  @Override
  public void hamming(
      MemorySegment codes,
      long offset,
      int width,
      int codeSize,
      byte[] queries,
      int[] at,
      int count,
      byte[] counts,
      float[] keys) {
    hamming.active().hamming(codes, offset, width, codeSize, queries, at, count, counts, keys);
  }

  @Override
  public long atMost(float[] keys, int offset, int width, float limit) {
    return tiles.active().atMost(keys, offset, width, limit);
  }

  @Override
  public int rowsAtMost(float[] keys, int from, int step, int panels, float limit, int[] rows) {
    return tiles.active().rowsAtMost(keys, from, step, panels, limit, rows);
  }

  @Override
  public void leastProducts(
      MemorySegment panels,
      int first,
      int count,
      int d,
      float[] queries,
      int[] at,
      int queryCount,
      float[] keys,
      float[] least,
      float[] lowest) {
    tiles
        .active()
        .leastProducts(panels, first, count, d, queries, at, queryCount, keys, least, lowest);
  }

  @Override
  public PackedLookups packedLookups() {
    return lookups.active().packedLookups();
  }
}
