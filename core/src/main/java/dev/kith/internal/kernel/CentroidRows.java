// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

/// Centroids that rows of panels are compared with.
public final class CentroidRows {

  private final NearestBy by;
  private final float[] values;
  private final int d;
  private final int count;
  private final float[] norms;

  /// Takes the arrays as they are.
  ///
  /// @param by the key that is wanted
  /// @param values k x d floats, row-major, k at least 1
  /// @param d components of a centroid
  /// @param norms |c|^2 of each for [NearestBy#NORMS]; empty otherwise
  public CentroidRows(NearestBy by, float[] values, int d, float[] norms) {
    this.by = by;
    this.values = values;
    this.d = d;
    this.count = values.length / d;
    this.norms = norms;
  }

  /// The key that is wanted.
  ///
  /// @return a formula
  public NearestBy by() {
    return by;
  }

  /// Components of a centroid.
  ///
  /// @return d
  public int d() {
    return d;
  }

  float[] values() {
    return values;
  }

  int count() {
    return count;
  }

  float[] norms() {
    return norms;
  }

  /// Points a tile at its centroids; a tile that is not full repeats its first.
  ///
  /// @return how many of the tile count
  int aim(int first, int[] at) {
    int left = Math.min(Kernels.TILE, count - first);
    for (int q = 0; q < Kernels.TILE; q++) {
      at[q] = (first + (q < left ? q : 0)) * d;
    }
    return left;
  }
}
