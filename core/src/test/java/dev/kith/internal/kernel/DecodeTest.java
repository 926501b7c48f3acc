// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.SLACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kith.testing.TestSeed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The decoding of codes: every number of every kind, every width, in segments of exactly the size
/// that is promised.
@Tag("kernel")
class DecodeTest {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final int[] DIMENSIONS = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 33, 65, 207};
  private static final long OFFSET = 13;

  private final Kernels best = Kernels.best();
  private final Kernels scalar = new ScalarKernels();

  @ParameterizedTest
  @EnumSource
  void agreesWithNumbersReadOneByOne(ComponentCode code) {
    for (int d : DIMENSIONS) {
      var random = TestSeed.random(d);
      for (int width = 1; width <= PANEL; width += d > 20 ? 7 : 1) {
        check(code, width, d, random);
      }
    }
  }

  private void check(ComponentCode code, int width, int d, Random random) {
    float[] scale = gaussian(d, random);
    float[] bias = gaussian(d, random);
    try (Arena arena = Arena.ofConfined()) {
      var codes = random(arena, OFFSET + (long) code.codeSize(d) * width + SLACK, random);
      long bytes = (long) width * d * Float.BYTES;
      for (Kernels kernels : new Kernels[] {best, scalar}) {
        var panel = arena.allocate(bytes + SLACK);
        kernels.decode(code, codes, OFFSET, width, d, scale, bias, panel);
        for (int i = 0; i < d; i++) {
          for (int j = 0; j < width; j++) {
            float number = code.number(codes, OFFSET + j, width, i);
            float found = panel.get(FLOAT, ((long) i * width + j) * Float.BYTES);
            assertSameBits(found, Math.fma(scale[i], number, bias[i]), i, j, kernels);
          }
        }
      }
    }
  }

  private static float[] gaussian(int n, Random random) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static MemorySegment random(Arena arena, long bytes, Random random) {
    byte[] content = new byte[(int) bytes];
    random.nextBytes(content);
    var segment = arena.allocate(bytes);
    segment.copyFrom(MemorySegment.ofArray(content));
    return segment;
  }

  private static void assertSameBits(float found, float expected, int i, int j, Kernels kernels) {
    if (!Float.valueOf(found).equals(expected)) { // equal bits, and NaN is NaN
      fail("%s, component %d, row %d: %s, not %s", kernels.name(), i, j, found, expected);
    }
  }

  @Test
  void knowsAllHalves() {
    checkAllPairs(ComponentCode.HALF);
  }

  @Test
  void knowsAllBfloats() {
    checkAllPairs(ComponentCode.BFLOAT16);
  }

  /// All 65,536 codes, unscaled: subnormal numbers, both zeros, infinities and NaNs among them.
  private void checkAllPairs(ComponentCode code) {
    try (Arena arena = Arena.ofConfined()) {
      var codes = arena.allocate(2 * PANEL + SLACK);
      var panel = arena.allocate(PANEL * Float.BYTES + SLACK);
      for (int first = 0; first < 1 << 16; first += PANEL) {
        for (int j = 0; j < PANEL; j++) {
          codes.set(ValueLayout.JAVA_BYTE, j, (byte) (first + j));
          codes.set(ValueLayout.JAVA_BYTE, PANEL + j, (byte) ((first + j) >> 8));
        }
        best.decode(code, codes, 0, PANEL, 1, new float[] {1}, new float[] {-0f}, panel);
        for (int j = 0; j < PANEL; j++) {
          int pair = first + j;
          float expected =
              code == ComponentCode.HALF
                  ? Float.float16ToFloat((short) pair)
                  : Float.intBitsToFloat(pair << 16);
          assertSameBits(panel.getAtIndex(FLOAT, j), expected, 0, pair, best);
        }
      }
    }
  }

  /// Bits written down by hand, lowest first (specification of the file format, section 6).
  @ParameterizedTest
  @CsvSource({
    "BYTE, 0, 0x01",
    "BYTE, 2, 0xff",
    "NIBBLE, 0, 0x1",
    "NIBBLE, 1, 0x0",
    "NIBBLE, 2, 0x2",
    "NIBBLE, 3, 0xa",
    "NIBBLE, 4, 0xf",
    "SIX_BITS, 0, 0x01",
    "SIX_BITS, 1, 0x08",
    "SIX_BITS, 2, 0x3a",
    "SIX_BITS, 3, 0x3f",
    "NOTHING, 5, 0"
  })
  void readsBitsFromTheLowestUp(ComponentCode code, int i, int expected) {
    // 01 a2 ff = 11111111 10100010 00000001
    var codes = MemorySegment.ofArray(new byte[] {0x01, (byte) 0xa2, (byte) 0xff});

    assertThat(code.number(codes, 0, 1, i)).isEqualTo(expected);
  }

  @Test
  void knowsTheSizesOfCodes() {
    assertThat(ComponentCode.NOTHING.codeSize(7)).isZero();
    assertThat(ComponentCode.BYTE.codeSize(7)).isEqualTo(7);
    assertThat(ComponentCode.NIBBLE.codeSize(7)).isEqualTo(4);
    assertThat(ComponentCode.SIX_BITS.codeSize(7)).isEqualTo(6);
    assertThat(ComponentCode.HALF.codeSize(7)).isEqualTo(14);
    assertThat(ComponentCode.BFLOAT16.codeSize(7)).isEqualTo(14);
  }
}
