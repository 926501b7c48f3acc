// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/// Packed look-ups on the Vector API. Codes are read a vector at a time, 64 bytes for 4
/// sub-quantizers where vectors are that wide; [LookupTiles] looks them up and leaves raw sums in
/// the scratch part of the array of sums, [LookupFold] makes sums of those.
final class VectorPackedLookups implements PackedLookups {

  /// Vectors of codes after which a raw sum of bytes may not fit into 16 bits any more.
  private static final int MOST_STEPS = 256;

  /// Where the raw sums begin in the array of sums.
  static final int RAW = TILE * PANEL;

  @Override
  public void sums(
      MemorySegment codes,
      long offset,
      int blocks,
      int pairs,
      byte[] tables,
      int[] at,
      int count,
      short[] sums) {
    int block = 2 * pairs * ENTRIES;
    int most = MOST_STEPS * LookupTiles.VECTOR;
    for (int from = 0; from < block; from += most) {
      int to = Math.min(block, from + most);
      if (count == TILE) {
        fourQueries(codes, offset, blocks, block, from, to, tables, at, sums);
      } else {
        // several passes of one query are faster than one that looks up for queries that are not
        for (int q = 0; q < count; q++) {
          oneQuery(codes, offset, blocks, block, from, to, tables, at[q], sums, q);
        }
      }
    }
  }

  private static void fourQueries(
      MemorySegment codes,
      long offset,
      int blocks,
      int block,
      int from,
      int to,
      byte[] tables,
      int[] at,
      short[] sums) {
    for (int b = 0; b < blocks; b++) {
      LookupTiles.oneByFour(codes, offset + (long) b * block, from, to, tables, at, sums);
      for (int q = 0; q < TILE; q++) {
        LookupFold.fold(sums, LookupTiles.raw(q), q * PANEL + b * BLOCK, from > 0);
      }
    }
  }

  private static void oneQuery(
      MemorySegment codes,
      long offset,
      int blocks,
      int block,
      int from,
      int to,
      byte[] tables,
      int at,
      short[] sums,
      int q) {
    // a block that has no neighbour goes through twice
    long second = blocks == 1 ? 0 : block;
    LookupTiles.twoByOne(codes, offset, second, from, to, tables, at, sums);
    LookupFold.fold(sums, LookupTiles.raw(0), q * PANEL, from > 0);
    if (blocks == 2) {
      LookupFold.fold(sums, LookupTiles.raw(1), q * PANEL + BLOCK, from > 0);
    }
  }

  @Override
  public long atMost(short[] sums, int query, int limit) {
    // the Vector API compares signed numbers everywhere in one instruction, unsigned ones do not
    short flipped = (short) (limit ^ Short.MIN_VALUE);
    long mask = 0;
    for (int row = 0; row < PANEL; row += LookupTiles.LANES) {
      ShortVector lanes =
          ShortVector.fromArray(LookupTiles.SHORTS, sums, query * PANEL + row)
              .lanewise(VectorOperators.XOR, Short.MIN_VALUE);
      mask |= lanes.compare(VectorOperators.LE, flipped).toLong() << row;
    }
    return mask;
  }

  @Override
  public void squaredL2(
      float[] centroids, int dsub, int columns, float[] queries, int from, float[] table, int to) {
    TableTiles.squaredL2(centroids, dsub, columns, queries, from, table, to);
  }

  @Override
  public void innerProducts(
      float[] centroids, int dsub, int columns, float[] queries, int from, float[] table, int to) {
    TableTiles.innerProducts(centroids, dsub, columns, queries, from, table, to);
  }

  @Override
  public void range(float[] table, int at, int columns, float[] least, float[] largest) {
    TableTiles.range(table, at, columns, least, largest);
  }

  @Override
  public void round(
      float[] table, int at, int columns, float[] least, float factor, byte[] bytes, int to) {
    TableTiles.round(table, at, columns, least, factor, bytes, to);
  }
}
