// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;

import java.lang.foreign.MemorySegment;

/// The readable reference of [Kernels#nearest].
final class ScalarNearest {

  private ScalarNearest() {}

  static void find(
      Kernels kernels,
      MemorySegment panels,
      long offset,
      int width,
      CentroidRows centroids,
      NearestRows best) {
    best.clear();
    for (int first = 0; first < centroids.count(); first += Kernels.TILE) {
      int count = centroids.aim(first, best.at);
      float[] keys = best.tile;
      int d = centroids.d();
      if (centroids.by() == NearestBy.DIFFERENCES) {
        kernels.squaredL2(panels, offset, width, d, centroids.values(), best.at, count, keys);
      } else {
        kernels.negatedInnerProduct(
            panels, offset, width, d, centroids.values(), best.at, count, keys);
      }
      for (int q = 0; q < count; q++) {
        if (centroids.by() == NearestBy.NORMS) {
          float norm = centroids.norms()[first + q];
          kernels.addNorms(keys, q * PANEL, width, norm, best.norms, 0);
        }
        keep(keys, q * PANEL, width, first + q, best);
      }
    }
  }

  private static void keep(float[] keys, int offset, int width, int number, NearestRows best) {
    for (int j = 0; j < width; j++) {
      if (keys[offset + j] < best.keys[j]) {
        best.keys[j] = keys[offset + j];
        best.numbers[j] = number;
      }
    }
  }
}
