// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.util.Arrays;

/// What [Kernels#nearest] finds for the rows of a panel, and its scratch. For one thread, to be
/// used again and again.
public final class NearestRows {

  final float[] keys = new float[Kernels.PANEL];
  final int[] numbers = new int[Kernels.PANEL];
  final float[] norms = new float[Kernels.PANEL];
  final float[] tile = new float[Kernels.TILE * Kernels.PANEL];
  final int[] at = new int[Kernels.TILE];

  /// Nothing found yet.
  public NearestRows() {}

  /// The keys of the nearest centroids.
  ///
  /// @return [Kernels#PANEL] keys; infinite where no centroid has a finite one. Not a copy
  public float[] keys() {
    return keys;
  }

  /// The numbers of the nearest centroids.
  ///
  /// @return [Kernels#PANEL] numbers; 0 where no centroid has a finite key. Not a copy
  public int[] numbers() {
    return numbers;
  }

  /// Where the caller puts |x|^2 of the rows for [NearestBy#NORMS].
  ///
  /// @return [Kernels#PANEL] floats
  public float[] norms() {
    return norms;
  }

  void clear() {
    Arrays.fill(keys, Float.POSITIVE_INFINITY);
    Arrays.fill(numbers, 0);
  }
}
