// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.VectorKernels.ORDER;
import static dev.kith.internal.kernel.VectorPackedLookups.RAW;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Looks up the codes of blocks, a vector of codes at a time, and adds what is found in 16 bits.
///
/// A vector of found bytes is added as 16-bit lanes twice: as it is (register a for the low codes,
/// c for the high ones), which adds the even byte and 256 times the odd one, and shifted (b, d),
/// which adds the odd byte alone. [LookupFold] subtracts what is too much.
///
/// The loops are written out because the JIT compiler keeps vectors in registers only in small
/// methods that store them at the end; see [L2Tiles].
final class LookupTiles {

  static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(bits()));
  static final VectorSpecies<Short> SHORTS = BYTES.withLanes(short.class);

  /// Bytes of a vector.
  static final int VECTOR = BYTES.length();

  /// 16-bit lanes of a vector.
  static final int LANES = SHORTS.length();

  /// Where the table of each byte's sub-quantizer begins in a vector of tables.
  private static final ByteVector TABLE = tableStarts();

  private static final byte LOW = 0xf;
  private static final int HIGH = 4;
  private static final int ODD = Byte.SIZE;

  private LookupTiles() {}

  /// As wide as the other kernels, but 512 bits only where they can be shuffled.
  private static int bits() {
    int bits = VectorKernels.SPECIES.vectorBitSize();
    return bits == 512 && !ByteShuffles.ofAllBits() ? 256 : bits;
  }

  private static ByteVector tableStarts() {
    byte[] starts = new byte[VECTOR];
    for (int i = 0; i < VECTOR; i++) {
      starts[i] = (byte) (i / PackedLookups.ENTRIES * PackedLookups.ENTRIES);
    }
    return ByteVector.fromArray(BYTES, starts, 0);
  }

  /// Where the four raw sums of the i-th query or block of a tile begin.
  static int raw(int i) {
    return RAW + i * 4 * LANES;
  }

  /// 1 block x 4 queries: 16 sums in registers, and one vector of codes serves 8 look-ups.
  static void oneByFour(
      MemorySegment codes, long block, int from, int to, byte[] tables, int[] at, short[] sums) {
    int t0 = at[0];
    int t1 = at[1];
    int t2 = at[2];
    int t3 = at[3];
    ShortVector zero = ShortVector.zero(SHORTS);
    ShortVector a0 = zero, b0 = zero, c0 = zero, d0 = zero;
    ShortVector a1 = zero, b1 = zero, c1 = zero, d1 = zero;
    ShortVector a2 = zero, b2 = zero, c2 = zero, d2 = zero;
    ShortVector a3 = zero, b3 = zero, c3 = zero, d3 = zero;
    int i = from;
    do {
      ByteVector code = ByteVector.fromMemorySegment(BYTES, codes, block + i, ORDER);
      ByteVector low = code.and(LOW).or(TABLE);
      ByteVector high =
          code.reinterpretAsShorts()
              .lanewise(VectorOperators.LSHR, HIGH)
              .reinterpretAsBytes()
              .and(LOW)
              .or(TABLE);
      ByteVector table = ByteVector.fromArray(BYTES, tables, t0 + i);
      ShortVector found = low.selectFrom(table).reinterpretAsShorts();
      a0 = a0.add(found);
      b0 = b0.add(found.lanewise(VectorOperators.LSHR, ODD));
      found = high.selectFrom(table).reinterpretAsShorts();
      c0 = c0.add(found);
      d0 = d0.add(found.lanewise(VectorOperators.LSHR, ODD));
      table = ByteVector.fromArray(BYTES, tables, t1 + i);
      found = low.selectFrom(table).reinterpretAsShorts();
      a1 = a1.add(found);
      b1 = b1.add(found.lanewise(VectorOperators.LSHR, ODD));
      found = high.selectFrom(table).reinterpretAsShorts();
      c1 = c1.add(found);
      d1 = d1.add(found.lanewise(VectorOperators.LSHR, ODD));
      table = ByteVector.fromArray(BYTES, tables, t2 + i);
      found = low.selectFrom(table).reinterpretAsShorts();
      a2 = a2.add(found);
      b2 = b2.add(found.lanewise(VectorOperators.LSHR, ODD));
      found = high.selectFrom(table).reinterpretAsShorts();
      c2 = c2.add(found);
      d2 = d2.add(found.lanewise(VectorOperators.LSHR, ODD));
      table = ByteVector.fromArray(BYTES, tables, t3 + i);
      found = low.selectFrom(table).reinterpretAsShorts();
      a3 = a3.add(found);
      b3 = b3.add(found.lanewise(VectorOperators.LSHR, ODD));
      found = high.selectFrom(table).reinterpretAsShorts();
      c3 = c3.add(found);
      d3 = d3.add(found.lanewise(VectorOperators.LSHR, ODD));
      i += VECTOR;
    } while (i < to);
    a0.intoArray(sums, RAW);
    b0.intoArray(sums, RAW + LANES);
    c0.intoArray(sums, RAW + 2 * LANES);
    d0.intoArray(sums, RAW + 3 * LANES);
    a1.intoArray(sums, RAW + 4 * LANES);
    b1.intoArray(sums, RAW + 5 * LANES);
    c1.intoArray(sums, RAW + 6 * LANES);
    d1.intoArray(sums, RAW + 7 * LANES);
    a2.intoArray(sums, RAW + 8 * LANES);
    b2.intoArray(sums, RAW + 9 * LANES);
    c2.intoArray(sums, RAW + 10 * LANES);
    d2.intoArray(sums, RAW + 11 * LANES);
    a3.intoArray(sums, RAW + 12 * LANES);
    b3.intoArray(sums, RAW + 13 * LANES);
    c3.intoArray(sums, RAW + 14 * LANES);
    d3.intoArray(sums, RAW + 15 * LANES);
  }

  /// 2 blocks x 1 query, bound by memory: two streams of codes are under way at a time.
  static void twoByOne(
      MemorySegment codes,
      long block,
      long second,
      int from,
      int to,
      byte[] tables,
      int at,
      short[] sums) {
    ShortVector zero = ShortVector.zero(SHORTS);
    ShortVector a0 = zero, b0 = zero, c0 = zero, d0 = zero;
    ShortVector a1 = zero, b1 = zero, c1 = zero, d1 = zero;
    int i = from;
    do {
      ByteVector table = ByteVector.fromArray(BYTES, tables, at + i);
      ByteVector code = ByteVector.fromMemorySegment(BYTES, codes, block + i, ORDER);
      ByteVector low = code.and(LOW).or(TABLE);
      ByteVector high =
          code.reinterpretAsShorts()
              .lanewise(VectorOperators.LSHR, HIGH)
              .reinterpretAsBytes()
              .and(LOW)
              .or(TABLE);
      ShortVector found = low.selectFrom(table).reinterpretAsShorts();
      a0 = a0.add(found);
      b0 = b0.add(found.lanewise(VectorOperators.LSHR, ODD));
      found = high.selectFrom(table).reinterpretAsShorts();
      c0 = c0.add(found);
      d0 = d0.add(found.lanewise(VectorOperators.LSHR, ODD));
      code = ByteVector.fromMemorySegment(BYTES, codes, block + second + i, ORDER);
      low = code.and(LOW).or(TABLE);
      high =
          code.reinterpretAsShorts()
              .lanewise(VectorOperators.LSHR, HIGH)
              .reinterpretAsBytes()
              .and(LOW)
              .or(TABLE);
      found = low.selectFrom(table).reinterpretAsShorts();
      a1 = a1.add(found);
      b1 = b1.add(found.lanewise(VectorOperators.LSHR, ODD));
      found = high.selectFrom(table).reinterpretAsShorts();
      c1 = c1.add(found);
      d1 = d1.add(found.lanewise(VectorOperators.LSHR, ODD));
      i += VECTOR;
    } while (i < to);
    a0.intoArray(sums, RAW);
    b0.intoArray(sums, RAW + LANES);
    c0.intoArray(sums, RAW + 2 * LANES);
    d0.intoArray(sums, RAW + 3 * LANES);
    a1.intoArray(sums, RAW + 4 * LANES);
    b1.intoArray(sums, RAW + 5 * LANES);
    c1.intoArray(sums, RAW + 6 * LANES);
    d1.intoArray(sums, RAW + 7 * LANES);
  }
}
