// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;

/// [Kernels#swapSums] with vectors. The 16 sums are one vector, two or four.
final class SwapTiles {

  private SwapTiles() {}

  static void sums(float[] x, float[] w, float[] h, int a, int b, int count, float[] sums) {
    for (int lane = 0; lane < Kernels.SWAP_SUMS; lane += LANES) {
      sum(x, w, h, a + lane, b + lane, count - lane, sums, lane);
    }
  }

  private static void sum(
      float[] x, float[] w, float[] h, int a, int b, int count, float[] sums, int lane) {
    FloatVector s = FloatVector.zero(SPECIES);
    int i = 0;
    do {
      FloatVector ha = FloatVector.fromArray(SPECIES, h, a + i);
      FloatVector hb = FloatVector.fromArray(SPECIES, h, b + i);
      FloatVector dx =
          FloatVector.fromArray(SPECIES, x, a + i).sub(FloatVector.fromArray(SPECIES, x, b + i));
      FloatVector dw =
          FloatVector.fromArray(SPECIES, w, b + i).sub(FloatVector.fromArray(SPECIES, w, a + i));
      s = ha.sub(hb).fma(dw.fma(ha.add(hb), dx), s);
      i += Kernels.SWAP_SUMS;
    } while (i < count);
    s.intoArray(sums, lane);
  }
}
