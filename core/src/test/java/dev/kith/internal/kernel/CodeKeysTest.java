// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.SLACK;
import static dev.kith.internal.kernel.Kernels.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Keys of codes: the bits of decoding first and comparing then, for every kind and width, in
/// segments of exactly the size that is promised.
@Tag("kernel")
class CodeKeysTest {

  private static final int[] DIMENSIONS = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 33, 65, 207};
  private static final long OFFSET = 13;
  private static final int AT = 3;

  private final Kernels vector = KernelProvider.choose("vector");
  private final Kernels scalar = new ScalarKernels();

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOTHING", "HALF"})
  void haveTheBitsOfDecodingFirst(ComponentCode code) {
    for (int d : DIMENSIONS) {
      var random = TestSeed.random(d);
      for (int width = 1; width <= PANEL; width += d > 20 ? 7 : 1) {
        check(code, width, d, Metric.L2, random);
        check(code, width, d, Metric.INNER_PRODUCT, random);
      }
    }
  }

  private void check(ComponentCode code, int width, int d, Metric metric, Random random) {
    var coding = new ComponentCoding(code, gaussian(d, random), gaussian(d, random));
    float[] query = gaussian(AT + d, random);
    try (Arena arena = Arena.ofConfined()) {
      var codes = random(arena, OFFSET + (long) code.codeSize(d) * width + SLACK, random);
      float[] expected = decodedFirst(arena, coding, codes, width, query, metric);
      for (Kernels kernels : new Kernels[] {vector, scalar}) {
        float[] keys = new float[2 * PANEL];
        CodeKeys operation = Objects.requireNonNull(kernels.codeKeys(metric, code));
        operation.compute(coding, codes, OFFSET, width, query, AT, keys, PANEL);
        for (int j = 0; j < width; j++) {
          if (!Float.valueOf(keys[PANEL + j]).equals(expected[j])) { // equal bits, and NaN is NaN
            fail(
                "%s, %s, row %d of %d, d %d: %s, not %s",
                kernels.name(), metric, j, width, d, keys[PANEL + j], expected[j]);
          }
        }
      }
    }
  }

  private float[] decodedFirst(
      Arena arena,
      ComponentCoding coding,
      MemorySegment codes,
      int width,
      float[] query,
      Metric metric) {
    int d = coding.d();
    var panel = arena.allocate((long) width * d * Float.BYTES + SLACK);
    float[] keys = new float[TILE * PANEL];
    scalar.decode(coding.code(), codes, OFFSET, width, d, coding.scale(), coding.bias(), panel);
    int[] at = {AT, AT, AT, AT, AT, AT};
    scalar.keys(metric).compute(panel, 0, width, d, query, at, 1, keys);
    return keys;
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

  @Test
  void existForMetricsThatAreSumsOfSquaresOrProducts() {
    assertThat(vector.codeKeys(Metric.L2, ComponentCode.BYTE)).isNotNull();
    assertThat(vector.codeKeys(Metric.INNER_PRODUCT, ComponentCode.NIBBLE)).isNotNull();
    assertThat(vector.codeKeys(Metric.of(Metric.Kind.L1), ComponentCode.BYTE)).isNull();
    assertThat(vector.codeKeys(Metric.L2, ComponentCode.HALF)).isNull();
    assertThat(scalar.codeKeys(Metric.L2, ComponentCode.NOTHING)).isNull();
  }
}
