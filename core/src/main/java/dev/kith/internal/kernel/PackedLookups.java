// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;

/// Sums of what 4-bit codes find in tables of bytes: the fast scan of André, Kermarrec and Le
/// Scouarnec, *Cache locality is not enough: High-Performance Nearest Neighbor Search with Product
/// Quantization Fast Scan* (VLDB 2015). A table of 16 bytes fits into a register, where a shuffle
/// looks up many codes at once.
///
/// **Blocks.** Codes lie in blocks of [#BLOCK] rows (specification of the file format, section 7),
/// a *pair* of sub-quantizers after the other, 32 bytes each: 16 bytes for the even one, 16 for the
/// odd one; byte k holds the codes of row `k / 2 + k % 2 * 8` (low four bits) and of the row 16
/// further on (high four bits).
///
/// **Tables.** The table of a query holds 16 bytes a sub-quantizer, and is filled up with zeros to
/// a multiple of [#GROUP] sub-quantizers.
///
/// **Sums** are unsigned numbers of 16 bits, 65535 where the true sum is larger, in every
/// implementation.
public interface PackedLookups {

  /// Rows of a block; two blocks are a panel.
  int BLOCK = 32;

  /// Queries that go through a block together.
  int TILE = 4;

  /// A table has a multiple of so many sub-quantizers.
  int GROUP = 4;

  /// Bytes of a table for one sub-quantizer, and of a code of two of them in half a block.
  int ENTRIES = 16;

  /// Bytes that must be readable behind the last block of a segment.
  int SLACK = GROUP * ENTRIES;

  /// Entries of an array of sums. The first `TILE * PANEL` are the sums, the rest is scratch.
  int SUMS = 3 * TILE * Kernels.PANEL;

  /// Sums the entries that the codes of a panel name, for each query of a tile.
  ///
  /// @param codes holds the blocks, and [#SLACK] readable bytes behind them
  /// @param offset byte offset of the first block; the second follows
  /// @param blocks 1 or 2
  /// @param pairs pairs of sub-quantizers, at least 1
  /// @param tables of the queries
  /// @param at where the tables begin, one entry a query
  /// @param count queries, 1 to [#TILE]
  /// @param sums [#SUMS] entries; receives row j of query q at `q * PANEL + j`
  void sums(
      MemorySegment codes,
      long offset,
      int blocks,
      int pairs,
      byte[] tables,
      int[] at,
      int count,
      short[] sums);

  /// Which sums of a query are at most a limit.
  ///
  /// @param sums as [#sums] leaves them
  /// @param query number in the tile
  /// @param limit 0 to 65535
  /// @return bit j is set iff the sum of row j is at most the limit; bits of rows that have no sum
  ///   mean nothing
  long atMost(short[] sums, int query, int limit);

  /// Makes the table of a query as floats: its squared distances to centroids.
  ///
  /// @param centroids of all columns: [#ENTRIES] first components, then as many second ones, and so
  ///   on, then those of the next column
  /// @param dsub components of a centroid, at least 1
  /// @param columns sub-quantizers, at least 1
  /// @param queries holds the query's `columns * dsub` components
  /// @param from of the first of them
  /// @param table receives `columns * ENTRIES` sums, in the order of the components, with fused
  ///   multiply-adds
  /// @param to of the first of them
  void squaredL2(
      float[] centroids, int dsub, int columns, float[] queries, int from, float[] table, int to);

  /// Makes the table of a query as floats: its products with centroids, which are not negated. See
  /// [#squaredL2].
  ///
  /// @param centroids of all columns
  /// @param dsub components of a centroid
  /// @param columns sub-quantizers
  /// @param queries holds the query
  /// @param from of its first component
  /// @param table receives `columns * ENTRIES` sums
  /// @param to of the first of them
  void innerProducts(
      float[] centroids, int dsub, int columns, float[] queries, int from, float[] table, int to);

  /// Finds the least and the largest entry of every column of a table of floats.
  ///
  /// @param table holds `columns * ENTRIES` floats
  /// @param at of the first of them
  /// @param columns of the table
  /// @param least receives the least entry of each
  /// @param largest receives the largest entry of each
  void range(float[] table, int at, int columns, float[] least, float[] largest);

  /// Makes bytes of a table of floats: `floor((entry - least) * factor + 0.5)`.
  ///
  /// @param table holds `columns * ENTRIES` floats
  /// @param at of the first of them
  /// @param columns of the table
  /// @param least of each column
  /// @param factor makes no more than 255 of any entry
  /// @param bytes receives `columns * ENTRIES` bytes
  /// @param to of the first of them
  void round(float[] table, int at, int columns, float[] least, float factor, byte[] bytes, int to);
}
