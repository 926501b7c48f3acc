// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

/// Compares one query with stored vectors that lie anywhere, such as candidates that are ranked
/// again.
///
/// The order of summation is fixed: component i is added to sum `i mod 16` by a fused multiply-add,
/// and the 16 sums are added in halves ([#total]). It does not depend on the width of vectors, nor
/// on the rows before, so neither do the keys. Equal vectors have the squared distance 0.
@FunctionalInterface
public interface RowKeys {

  /// Sums that the components of a row are shared out to.
  int SUMS = 16;

  /// Floats of scratch that a comparison needs: the sums of four rows.
  int SCRATCH = 4 * SUMS;

  /// Computes a key a row.
  ///
  /// @param memory holds the rows
  /// @param rows numbers of rows
  /// @param from the first entry of `rows` that counts
  /// @param to one past the last
  /// @param queries holds the query
  /// @param at where the query starts
  /// @param keys receives the key of `rows[i]` at i
  /// @param sums scratch, [#SCRATCH] floats
  void compute(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums);

  /// Adds the sums up: sum j and sum j + 8, then j and j + 4, j + 2, j + 1.
  ///
  /// @param s [#SUMS] floats
  /// @return their sum
  static float total(float[] s) {
    return total(s, 0);
  }

  /// Adds sums up that begin anywhere.
  ///
  /// @param s holds [#SUMS] floats
  /// @param at where they begin
  /// @return their sum
  static float total(float[] s, int at) {
    float a = (s[at] + s[at + 8]) + (s[at + 4] + s[at + 12]);
    float b = (s[at + 1] + s[at + 9]) + (s[at + 5] + s[at + 13]);
    float c = (s[at + 2] + s[at + 10]) + (s[at + 6] + s[at + 14]);
    float e = (s[at + 3] + s[at + 11]) + (s[at + 7] + s[at + 15]);
    return (a + c) + (b + e);
  }
}
