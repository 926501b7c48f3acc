// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

/// Inner products of single vectors with single vectors, fused and in the order of the dimensions:
/// the bits of [Kernels#negatedInnerProduct], for what is not in panels.
///
/// A sum in this order is one chain, and a single one would mostly wait; so eight pairs are summed
/// side by side. They lie anywhere, and gathering them into vectors would take longer than this.
public final class PairProducts {

  /// Pairs that are summed side by side.
  public static final int EIGHT = 8;

  private PairProducts() {}

  /// Multiplies pairs.
  ///
  /// @param a holds the first vectors
  /// @param aAt where they begin; up to the next multiple of 8 entries must name vectors too
  /// @param b holds the second vectors
  /// @param bAt where they begin, likewise
  /// @param count pairs
  /// @param d dimensions
  /// @param products receives the products, up to the next multiple of 8
  public static void compute(
      float[] a, int[] aAt, float[] b, int[] bAt, int count, int d, float[] products) {
    for (int first = 0; first < count; first += EIGHT) {
      eight(a, aAt, b, bAt, first, d, products);
    }
  }

  /// Multiplies one vector with others, with half the loads.
  ///
  /// @param x holds the one
  /// @param at where it begins
  /// @param rows holds the others
  /// @param rowAt where they begin; up to the next multiple of 8 entries must name vectors too
  /// @param count how many
  /// @param d dimensions
  /// @param products receives the products, up to the next multiple of 8
  public static void ofOne(
      float[] x, int at, float[] rows, int[] rowAt, int count, int d, float[] products) {
    for (int first = 0; first < count; first += EIGHT) {
      eightOfOne(x, at, rows, rowAt, first, d, products);
    }
  }

  private static void eightOfOne(
      float[] x, int at, float[] rows, int[] rowAt, int first, int d, float[] products) {
    int r0 = rowAt[first], r1 = rowAt[first + 1], r2 = rowAt[first + 2], r3 = rowAt[first + 3];
    int r4 = rowAt[first + 4], r5 = rowAt[first + 5], r6 = rowAt[first + 6], r7 = rowAt[first + 7];
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    for (int i = 0; i < d; i++) {
      float y = x[at + i];
      s0 = Math.fma(y, rows[r0 + i], s0);
      s1 = Math.fma(y, rows[r1 + i], s1);
      s2 = Math.fma(y, rows[r2 + i], s2);
      s3 = Math.fma(y, rows[r3 + i], s3);
      s4 = Math.fma(y, rows[r4 + i], s4);
      s5 = Math.fma(y, rows[r5 + i], s5);
      s6 = Math.fma(y, rows[r6 + i], s6);
      s7 = Math.fma(y, rows[r7 + i], s7);
    }
    products[first] = s0;
    products[first + 1] = s1;
    products[first + 2] = s2;
    products[first + 3] = s3;
    products[first + 4] = s4;
    products[first + 5] = s5;
    products[first + 6] = s6;
    products[first + 7] = s7;
  }

  private static void eight(
      float[] a, int[] aAt, float[] b, int[] bAt, int first, int d, float[] products) {
    int a0 = aAt[first], a1 = aAt[first + 1], a2 = aAt[first + 2], a3 = aAt[first + 3];
    int a4 = aAt[first + 4], a5 = aAt[first + 5], a6 = aAt[first + 6], a7 = aAt[first + 7];
    int b0 = bAt[first], b1 = bAt[first + 1], b2 = bAt[first + 2], b3 = bAt[first + 3];
    int b4 = bAt[first + 4], b5 = bAt[first + 5], b6 = bAt[first + 6], b7 = bAt[first + 7];
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    for (int i = 0; i < d; i++) {
      s0 = Math.fma(a[a0 + i], b[b0 + i], s0);
      s1 = Math.fma(a[a1 + i], b[b1 + i], s1);
      s2 = Math.fma(a[a2 + i], b[b2 + i], s2);
      s3 = Math.fma(a[a3 + i], b[b3 + i], s3);
      s4 = Math.fma(a[a4 + i], b[b4 + i], s4);
      s5 = Math.fma(a[a5 + i], b[b5 + i], s5);
      s6 = Math.fma(a[a6 + i], b[b6 + i], s6);
      s7 = Math.fma(a[a7 + i], b[b7 + i], s7);
    }
    products[first] = s0;
    products[first + 1] = s1;
    products[first + 2] = s2;
    products[first + 3] = s3;
    products[first + 4] = s4;
    products[first + 5] = s5;
    products[first + 6] = s6;
    products[first + 7] = s7;
  }
}
