// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.SLACK;
import static dev.kith.internal.kernel.Kernels.TILE;
import static org.assertj.core.api.Assertions.fail;

import dev.kith.testing.TestSeed;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hamming distances against bits that are counted one by one.
@Tag("kernel")
class HammingTest {

  private static final long OFFSET = 5;

  private final Kernels best = Kernels.best();
  private final Kernels scalar = new ScalarKernels();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 15, 30, 31, 32, 61, 62, 63, 128})
  void countsTheBitsThatDiffer(int codeSize) {
    var random = TestSeed.random(codeSize);
    for (int width = 1; width <= PANEL; width += codeSize > 20 ? 3 : 1) {
      byte[] codes = new byte[codeSize * width];
      byte[] queries = new byte[codeSize * TILE];
      random.nextBytes(codes);
      random.nextBytes(queries);
      check(codes, width, codeSize, queries, random);
    }
  }

  /// The most that a sum can be: every bit of every byte differs.
  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 64, 200})
  void countsAllBits(int codeSize) {
    byte[] ones = new byte[codeSize * PANEL];
    Arrays.fill(ones, (byte) 0xff);
    check(ones, PANEL, codeSize, new byte[codeSize * TILE], TestSeed.random(0));
  }

  private void check(byte[] codes, int width, int codeSize, byte[] queries, Random random) {
    int[] at = new int[TILE];
    for (int q = 0; q < TILE; q++) {
      at[q] = random.nextInt(TILE) * codeSize;
    }
    try (Arena arena = Arena.ofConfined()) {
      var panel = arena.allocate(OFFSET + codes.length + SLACK);
      panel.asSlice(panel.byteSize() - SLACK).fill((byte) 0x55);
      for (int i = 0; i < codes.length; i++) {
        panel.set(ValueLayout.JAVA_BYTE, OFFSET + i, codes[i]);
      }
      byte[] counts = new byte[Kernels.COUNTS];
      for (Kernels kernels : new Kernels[] {best, scalar}) {
        for (int count = 1; count <= TILE; count++) {
          float[] keys = new float[TILE * PANEL];
          random.nextBytes(counts);
          kernels.hamming(panel, OFFSET, width, codeSize, queries, at, count, counts, keys);
          for (int q = 0; q < count; q++) {
            for (int row = 0; row < width; row++) {
              assertEqual(
                  keys[q * PANEL + row],
                  differentBits(codes, row, width, queries, at[q], codeSize),
                  kernels.name() + ", " + count + " queries, width " + width);
            }
          }
        }
      }
    }
  }

  private static int differentBits(
      byte[] panel, int row, int width, byte[] queries, int at, int codeSize) {
    int different = 0;
    for (int bit = 0; bit < codeSize * Byte.SIZE; bit++) {
      int i = bit / Byte.SIZE;
      int both = panel[i * width + row] ^ queries[at + i];
      different += (both >> (bit % Byte.SIZE)) & 1;
    }
    return different;
  }

  private static void assertEqual(float found, int expected, String where) {
    if (found != expected) {
      fail("%s: %s bits, not %d", where, found, expected);
    }
  }
}
