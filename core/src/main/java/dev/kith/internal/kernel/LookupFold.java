// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.LookupTiles.LANES;
import static dev.kith.internal.kernel.LookupTiles.SHORTS;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Makes the 32 sums of a block of the four raw sums that [LookupTiles] leaves.
///
/// A raw sum consists of pieces of 8 rows, one for each sub-quantizer that a vector holds: 4 pieces
/// of 128 bits in 512, 2 in 256, 1 in 128. The pieces of one raw sum are added up, and those of a,
/// b, c and d give the rows 0 to 7, 8 to 15, 16 to 23 and 24 to 31.
final class LookupFold {

  private static final VectorSpecies<Short> PIECE = ShortVector.SPECIES_128;
  private static final int ROWS = PIECE.length();
  private static final boolean FOUR_PIECES = LANES == 4 * ROWS;

  // which pieces of two vectors to take: 0 to 3 are those of the first, 4 to 7 of the second
  private static final ShortVector FIRST_HALVES = pieces(0, 1, 4, 5);
  private static final ShortVector SECOND_HALVES = pieces(2, 3, 6, 7);
  private static final ShortVector EVEN = pieces(0, 2, 4, 6);
  private static final ShortVector ODD = pieces(1, 3, 5, 7);

  private LookupFold() {}

  private static ShortVector pieces(int... pieces) {
    short[] lanes = new short[pieces.length * ROWS];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = (short) (pieces[i / ROWS] * ROWS + i % ROWS);
    }
    return ShortVector.fromArray(SHORTS, lanes, 0);
  }

  /// Adds up what belongs together.
  ///
  /// @param sums holds the raw sums and receives the sums
  /// @param raw where the raw sums begin
  /// @param to where the 32 sums go
  /// @param more whether to add to the sums that are there
  static void fold(short[] sums, int raw, int to, boolean more) {
    if (FOUR_PIECES) {
      inRegisters(sums, raw, to, more);
    } else {
      inMemory(sums, raw, to, more);
    }
  }

  private static void inRegisters(short[] sums, int raw, int to, boolean more) {
    ShortVector b = ShortVector.fromArray(SHORTS, sums, raw + LANES);
    ShortVector d = ShortVector.fromArray(SHORTS, sums, raw + 3 * LANES);
    ShortVector a = evenOnly(ShortVector.fromArray(SHORTS, sums, raw), b);
    ShortVector c = evenOnly(ShortVector.fromArray(SHORTS, sums, raw + 2 * LANES), d);
    ShortVector ab = plus(FIRST_HALVES.selectFrom(a, b), SECOND_HALVES.selectFrom(a, b));
    ShortVector cd = plus(FIRST_HALVES.selectFrom(c, d), SECOND_HALVES.selectFrom(c, d));
    ShortVector all = plus(EVEN.selectFrom(ab, cd), ODD.selectFrom(ab, cd));
    if (more) {
      all = plus(all, ShortVector.fromArray(SHORTS, sums, to));
    }
    all.intoArray(sums, to);
  }

  private static void inMemory(short[] sums, int raw, int to, boolean more) {
    ShortVector zero = ShortVector.zero(PIECE);
    ShortVector a = more ? ShortVector.fromArray(PIECE, sums, to) : zero;
    ShortVector b = more ? ShortVector.fromArray(PIECE, sums, to + ROWS) : zero;
    ShortVector c = more ? ShortVector.fromArray(PIECE, sums, to + 2 * ROWS) : zero;
    ShortVector d = more ? ShortVector.fromArray(PIECE, sums, to + 3 * ROWS) : zero;
    for (int piece = raw; piece < raw + LANES; piece += ROWS) {
      ShortVector odd = ShortVector.fromArray(PIECE, sums, piece + LANES);
      a = plus(a, evenOnly(ShortVector.fromArray(PIECE, sums, piece), odd));
      b = plus(b, odd);
      odd = ShortVector.fromArray(PIECE, sums, piece + 3 * LANES);
      c = plus(c, evenOnly(ShortVector.fromArray(PIECE, sums, piece + 2 * LANES), odd));
      d = plus(d, odd);
    }
    a.intoArray(sums, to);
    b.intoArray(sums, to + ROWS);
    c.intoArray(sums, to + 2 * ROWS);
    d.intoArray(sums, to + 3 * ROWS);
  }

  /// The sum of even bytes, from the sum of pairs of bytes and that of odd ones.
  private static ShortVector evenOnly(ShortVector pairs, ShortVector odd) {
    return pairs.sub(odd.lanewise(VectorOperators.LSHL, Byte.SIZE));
  }

  /// The sum of unsigned numbers, 65535 where it is larger.
  private static ShortVector plus(ShortVector x, ShortVector y) {
    return x.lanewise(VectorOperators.SUADD, y);
  }
}
