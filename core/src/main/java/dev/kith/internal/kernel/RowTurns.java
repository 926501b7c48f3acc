// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.VectorKernels.ORDER;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Turns rows into a panel. See [Kernels#turn].
///
/// Four components of four rows are turned in registers, which are 128 bits wide on every
/// processor: wider ones would take more stages, and gain little, as it is the stores that take the
/// time. Two stages of shuffles do it. The first interleaves rows 0 and 2, and 1 and 3; the second
/// interleaves what has come out.
final class RowTurns {

  private static final int FOUR = 4;

  /// Components that are turned before the next rows are: their part of the panel stays in the
  /// first-level cache.
  private static final int CACHED = 64;

  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_128;
  private static final VectorShuffle<Integer> LOW = VectorShuffle.fromValues(SPECIES, 0, -4, 1, -3);
  private static final VectorShuffle<Integer> HIGH =
      VectorShuffle.fromValues(SPECIES, 2, -2, 3, -1);

  private RowTurns() {}

  static void turn(MemorySegment rows, long offset, int width, int d, MemorySegment panel) {
    int wholeRows = width & -FOUR;
    int whole = d & -FOUR;
    for (int first = 0; first < whole; first += CACHED) {
      int components = Math.min(CACHED, whole - first);
      for (int row = 0; row < wholeRows; row += FOUR) {
        long from = offset + ((long) row * d + first) * Float.BYTES;
        long to = ((long) first * width + row) * Float.BYTES;
        four(rows, from, (long) d * Float.BYTES, components, panel, to, (long) width * Float.BYTES);
      }
    }
    ScalarTurns.turn(rows, offset, width, d, wholeRows, 0, panel);
    if (whole < d) {
      ScalarTurns.turn(rows, offset, width, d, 0, whole, panel);
    }
  }

  /// Components of four rows, a multiple of 4 of them.
  private static void four(
      MemorySegment rows,
      long first,
      long rowBytes,
      int components,
      MemorySegment panel,
      long cell,
      long step) {
    long from = first;
    long to = cell;
    int left = components;
    do {
      IntVector a = IntVector.fromMemorySegment(SPECIES, rows, from, ORDER);
      IntVector b = IntVector.fromMemorySegment(SPECIES, rows, from + rowBytes, ORDER);
      IntVector c = IntVector.fromMemorySegment(SPECIES, rows, from + 2 * rowBytes, ORDER);
      IntVector e = IntVector.fromMemorySegment(SPECIES, rows, from + 3 * rowBytes, ORDER);
      IntVector ac = a.rearrange(LOW, c);
      IntVector be = b.rearrange(LOW, e);
      ac.rearrange(LOW, be).intoMemorySegment(panel, to, ORDER);
      ac.rearrange(HIGH, be).intoMemorySegment(panel, to + step, ORDER);
      ac = a.rearrange(HIGH, c);
      be = b.rearrange(HIGH, e);
      ac.rearrange(LOW, be).intoMemorySegment(panel, to + 2 * step, ORDER);
      ac.rearrange(HIGH, be).intoMemorySegment(panel, to + 3 * step, ORDER);
      from += FOUR * Float.BYTES;
      to += FOUR * step;
      left -= FOUR;
    } while (left > 0);
  }
}
