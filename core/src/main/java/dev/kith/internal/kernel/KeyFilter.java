// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Finds the few of many keys that are at most a limit: a mask of a panel at a time, most of which
/// are 0.
final class KeyFilter {

  private KeyFilter() {}

  /// See [Kernels#rowsAtMost].
  static int rows(float[] keys, int from, int step, int panels, float limit, int[] rows) {
    int count = 0;
    for (int panel = 0; panel < panels; panel++) {
      long mask = mask(keys, from + panel * step, limit);
      for (; mask != 0; mask &= mask - 1) {
        rows[count++] = panel * PANEL + Long.numberOfTrailingZeros(mask);
      }
    }
    return count;
  }

  private static long mask(float[] keys, int from, float limit) {
    long mask = 0;
    int row = 0;
    do {
      FloatVector lanes = FloatVector.fromArray(SPECIES, keys, from + row);
      mask |= lanes.compare(VectorOperators.LE, limit).toLong() << row;
      row += LANES;
    } while (row < PANEL);
    return mask;
  }
}
