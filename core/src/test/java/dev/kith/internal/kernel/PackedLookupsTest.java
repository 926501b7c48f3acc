// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.PackedLookups.BLOCK;
import static dev.kith.internal.kernel.PackedLookups.ENTRIES;
import static dev.kith.internal.kernel.PackedLookups.GROUP;
import static dev.kith.internal.kernel.PackedLookups.SLACK;
import static dev.kith.internal.kernel.PackedLookups.SUMS;
import static dev.kith.internal.kernel.PackedLookups.TILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.testing.TestSeed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The look-ups of this process and the scalar ones against sums that are written down plainly.
@Tag("kernel")
class PackedLookupsTest {

  /// Codes may begin anywhere.
  private static final long OFFSET = 5;

  /// The vector kernels at once, where no others are asked for: not the scalar ones until those are
  /// compiled.
  private final PackedLookups best =
      KernelProvider.choose(System.getProperty(KernelProvider.PROPERTY, "vector")).packedLookups();

  private final PackedLookups scalar = new ScalarPackedLookups();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 128, 207})
  void agreeWithPlainSums(int pairs) {
    var random = TestSeed.random(pairs);
    for (int blocks = 1; blocks <= 2; blocks++) {
      check(blocks, pairs, random, _ -> random.nextInt(256));
    }
  }

  /// Raw sums of 16 bits are full after 256 vectors of codes, and sums at 65535.
  @ParameterizedTest
  @ValueSource(ints = {127, 128, 129, 256, 257, 511, 512, 513, 700, 1025})
  void stopAtTheLargestNumberOf16Bits(int pairs) {
    var random = TestSeed.random(pairs);
    check(2, pairs, random, _ -> 255);
    check(1, pairs, random, entry -> entry / ENTRIES % 2 * 255);
    check(2, pairs, random, entry -> 255 - entry / ENTRIES % 2 * 255);
    check(2, pairs, random, _ -> random.nextInt(150));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 33})
  void findNothingInTablesOfZeros(int pairs) {
    check(2, pairs, TestSeed.random(pairs), _ -> 0);
  }

  private void check(int blocks, int pairs, Random random, IntUnaryOperator entries) {
    int columns = 2 * pairs;
    byte[][] codes = new byte[blocks * BLOCK][columns];
    for (byte[] row : codes) {
      for (int m = 0; m < columns; m++) {
        row[m] = (byte) random.nextInt(ENTRIES);
      }
    }
    int length = Math.ceilDiv(columns, GROUP) * GROUP * ENTRIES;
    byte[] tables = new byte[TILE * length];
    int[] at = new int[TILE];
    for (int q = 0; q < TILE; q++) {
      at[q] = (q + 1) % TILE * length;
      for (int i = 0; i < columns * ENTRIES; i++) {
        tables[at[q] + i] = (byte) entries.applyAsInt(i);
      }
    }
    try (var arena = Arena.ofConfined()) {
      var packed = pack(codes, columns, arena);
      for (int count = 1; count <= TILE; count++) {
        check(best, packed, codes, pairs, tables, at, count);
        check(scalar, packed, codes, pairs, tables, at, count);
      }
    }
  }

  /// The layout as the specification has it, in memory that ends where the slack ends; what is
  /// behind the blocks finds nothing in tables only because these end in zeros.
  private static MemorySegment pack(byte[][] codes, int columns, Arena arena) {
    long bytes = (long) codes.length / 2 * columns;
    var packed = arena.allocate(OFFSET + bytes + SLACK, 1);
    packed.asSlice(OFFSET + bytes).fill((byte) 0xff);
    for (int row = 0; row < codes.length; row++) {
      for (int m = 0; m < columns; m++) {
        int t = row % BLOCK;
        int l = t % 16;
        int k = l < 8 ? 2 * l : 2 * (l - 8) + 1;
        int inBlock = m / 2 * 32 + 16 * (m % 2) + k;
        long at = OFFSET + (long) row / BLOCK * columns * 16 + inBlock;
        int old = packed.get(ValueLayout.JAVA_BYTE, at);
        packed.set(ValueLayout.JAVA_BYTE, at, (byte) (old | codes[row][m] << (t < 16 ? 0 : 4)));
      }
    }
    return packed;
  }

  private static void check(
      PackedLookups lookups,
      MemorySegment packed,
      byte[][] codes,
      int pairs,
      byte[] tables,
      int[] at,
      int count) {
    short[] sums = new short[SUMS];
    Arrays.fill(sums, (short) random(count));
    lookups.sums(packed, OFFSET, codes.length / BLOCK, pairs, tables, at, count, sums);
    for (int q = 0; q < count; q++) {
      for (int row = 0; row < codes.length; row++) {
        int sum = 0;
        for (int m = 0; m < codes[row].length; m++) {
          sum += tables[at[q] + m * ENTRIES + codes[row][m]] & 0xff;
        }
        assertThat(sums[q * PANEL + row] & 0xffff)
            .as("%d pairs, %d queries, query %d, row %d", pairs, count, q, row)
            .isEqualTo(Math.min(sum, 0xffff));
      }
    }
  }

  /// Whatever was in the array before must not matter.
  private static int random(int count) {
    return TestSeed.random(count).nextInt();
  }

  @Test
  void knowWhichSumsAreAtMostALimit() {
    int[] special = {0, 1, 2, 0x7ffe, 0x7fff, 0x8000, 0x8001, 0xfffe, 0xffff};
    var random = TestSeed.random(1);
    short[] sums = new short[SUMS];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (short) special[random.nextInt(special.length)];
    }
    for (int limit : special) {
      for (int q = 0; q < TILE; q++) {
        long expected = 0;
        for (int row = 0; row < PANEL; row++) {
          expected |= (sums[q * PANEL + row] & 0xffff) <= limit ? 1L << row : 0;
        }
        assertThat(best.atMost(sums, q, limit)).isEqualTo(expected);
        assertThat(scalar.atMost(sums, q, limit)).isEqualTo(expected);
      }
    }
  }
}
