// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

/// By what key the nearest centroid c of a vector x is found. Sums are fused and in the order of
/// the dimensions; of equal keys the lowest centroid wins.
public enum NearestBy {
  /// The sum of (x - c)^2.
  DIFFERENCES,
  /// |x|^2 + |c|^2 - 2 <x, c>, but no less than 0: as [Kernels#addNorms] rounds it.
  NORMS,
  /// -<x, c>.
  PRODUCT
}
