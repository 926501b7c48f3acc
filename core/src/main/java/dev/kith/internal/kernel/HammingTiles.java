// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.VectorKernels.BYTES;
import static dev.kith.internal.kernel.VectorKernels.INTS;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Hamming distances of a panel of codes to one query or several. See [Kernels#hamming].
///
/// A lane is a row: it counts the different bits of a byte of its code, and adds that up in a byte,
/// as long as that has room. Register names: `x` holds a byte of all rows; `a` to `g` the counts, a
/// letter for a query.
final class HammingTiles {

  private static final VectorSpecies<Byte> ROWS =
      VectorSpecies.of(byte.class, SPECIES.vectorShape());

  /// Bytes of a code whose bits a byte can count.
  private static final int COLUMNS = 255 / Byte.SIZE;

  private HammingTiles() {}

  static void compute(
      MemorySegment codes,
      long offset,
      int width,
      int codeSize,
      byte[] queries,
      int[] at,
      int count,
      byte[] counts,
      float[] keys) {
    Arrays.fill(keys, 0, count * PANEL, 0f);
    for (int column = 0; column < codeSize; column += COLUMNS) {
      int columns = Math.min(COLUMNS, codeSize - column);
      for (int row = 0; row < width; row += ROWS.length()) {
        long from = offset + (long) column * width + row;
        if (count == 1) {
          one(codes, from, width, columns, queries, at[0] + column, counts, row);
        } else {
          six(codes, from, width, columns, queries, at, column, counts, row);
        }
      }
      add(counts, count * PANEL, keys);
    }
  }

  private static void one(
      MemorySegment codes,
      long from,
      int width,
      int columns,
      byte[] queries,
      int at,
      byte[] counts,
      int row) {
    ByteVector a = ByteVector.zero(ROWS);
    long next = from;
    int i = 0;
    do {
      ByteVector x = ByteVector.fromMemorySegment(ROWS, codes, next, ORDER);
      a = a.add(differentBits(x, queries[at + i]));
      next += width;
    } while (++i < columns);
    a.intoArray(counts, row);
  }

  private static void six(
      MemorySegment codes,
      long from,
      int width,
      int columns,
      byte[] queries,
      int[] at,
      int column,
      byte[] counts,
      int row) {
    int q0 = at[0] + column;
    int q1 = at[1] + column;
    int q2 = at[2] + column;
    int q3 = at[3] + column;
    int q4 = at[4] + column;
    int q5 = at[5] + column;
    ByteVector zero = ByteVector.zero(ROWS);
    ByteVector a = zero, b = zero, c = zero, e = zero, f = zero, g = zero;
    long next = from;
    int i = 0;
    do {
      ByteVector x = ByteVector.fromMemorySegment(ROWS, codes, next, ORDER);
      a = a.add(differentBits(x, queries[q0 + i]));
      b = b.add(differentBits(x, queries[q1 + i]));
      c = c.add(differentBits(x, queries[q2 + i]));
      e = e.add(differentBits(x, queries[q3 + i]));
      f = f.add(differentBits(x, queries[q4 + i]));
      g = g.add(differentBits(x, queries[q5 + i]));
      next += width;
    } while (++i < columns);
    a.intoArray(counts, row);
    b.intoArray(counts, PANEL + row);
    c.intoArray(counts, 2 * PANEL + row);
    e.intoArray(counts, 3 * PANEL + row);
    f.intoArray(counts, 4 * PANEL + row);
    g.intoArray(counts, 5 * PANEL + row);
  }

  private static ByteVector differentBits(ByteVector x, byte query) {
    return x.lanewise(VectorOperators.XOR, query).lanewise(VectorOperators.BIT_COUNT);
  }

  /// Adds counts to keys. The bytes behind the last may be loaded with it, and are not used.
  private static void add(byte[] counts, int length, float[] keys) {
    for (int i = 0; i < length; i += LANES) {
      ByteVector.fromArray(BYTES, counts, i)
          .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
          .reinterpretAsInts()
          .convert(VectorOperators.I2F, 0)
          .reinterpretAsFloats()
          .add(FloatVector.fromArray(SPECIES, keys, i))
          .intoArray(keys, i);
    }
  }
}
