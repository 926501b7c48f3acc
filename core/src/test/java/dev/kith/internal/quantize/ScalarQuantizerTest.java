// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.quantize.ScalarReference.D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.kernel.Kernels;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Scalar quantizers against what Faiss learnt, encoded and decoded.
class ScalarQuantizerTest {

  private static final Parallelism ALONE = Parallelism.of(1);

  @ParameterizedTest
  @EnumSource
  void learnsWhatFaissLearns(ScalarType type) {
    assertThat(trained(type).trained()).containsExactly(ScalarReference.trained(type));
  }

  private static ScalarQuantizer trained(ScalarType type) {
    var quantizer = new ScalarQuantizer(D, type);
    quantizer.train(ScalarReference.sample(), BuildOptions.defaults());
    assertThat(quantizer.isTrained()).isTrue();
    return quantizer;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BITS0")
  void writesTheCodesOfFaiss(ScalarType type) {
    Vectors vectors = type == ScalarType.BITS8_DIRECT ? nonNegative() : ScalarReference.vectors();

    Codes codes = trained(type).encode(vectors, ALONE);

    assertThat(bytes(codes)).isEqualTo(bytes(ScalarReference.codes(type)));
  }

  private static Vectors nonNegative() {
    float[] values = floats(ScalarReference.vectors());
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
    return Vectors.of(values, D);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BITS0")
  void decodesAsFaissDoes(ScalarType type) {
    float[] expected = ScalarReference.decoded(type);

    float[] found = floats(trained(type).decode(ScalarReference.codes(type)));

    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      double tolerance = 1e-6 * Math.abs(expected[i]) + 1e-7 * span(type);
      assertThat((double) found[i]).as("%s %d", type, i).isCloseTo(expected[i], within(tolerance));
    }
  }

  /// Where a component is near 0, the rounding is that of the bounds.
  private static double span(ScalarType type) {
    return type.isTrainable() ? 100 : 0;
  }

  @ParameterizedTest
  @EnumSource
  void decodesInPanelsToTheSameBits(ScalarType type) {
    var quantizer = trained(type);
    var codes = quantizer.encode(ScalarReference.vectors(), ALONE);
    float[] expected = floats(quantizer.decode(codes));
    int width = (int) codes.size();
    try (var arena = Arena.ofConfined()) {
      var panel = arena.allocate((long) width * D * Float.BYTES + Kernels.SLACK);
      Kernels.best()
          .decode(
              quantizer.code(),
              panelOf(codes, arena),
              0,
              width,
              D,
              quantizer.scale(),
              quantizer.bias(),
              panel);
      for (int row = 0; row < width; row++) {
        for (int i = 0; i < D; i++) {
          float found = panel.getAtIndex(ValueLayout.JAVA_FLOAT, (long) i * width + row);
          assertThat(found).isEqualTo(expected[row * D + i]);
        }
      }
    }
  }

  private static MemorySegment panelOf(Codes codes, Arena arena) {
    int width = (int) codes.size();
    var panel = arena.allocate((long) width * codes.codeSize() + Kernels.SLACK);
    for (int row = 0; row < width; row++) {
      byte[] code = codes.row(row);
      for (int i = 0; i < code.length; i++) {
        panel.set(ValueLayout.JAVA_BYTE, (long) i * width + row, code[i]);
      }
    }
    return panel;
  }

  @ParameterizedTest
  @EnumSource
  void choosesBoundsAsFaissDoes(RangeStatistic statistic) {
    float argument =
        switch (statistic) {
          case MINMAX -> 0.1f;
          case MEANSTD -> 2.5f;
          case QUANTILES -> 0.03f;
          case OPTIM -> 0;
        };
    for (ScalarType type : new ScalarType[] {ScalarType.BITS8, ScalarType.BITS8_UNIFORM}) {
      var quantizer = new ScalarQuantizer(D, type, statistic, argument);
      quantizer.train(ScalarReference.sample(), BuildOptions.defaults());

      float[] expected = ScalarReference.trained(statistic, type);
      // Faiss sums floats, and loses most in the squares of a dimension that is far from 0
      double tolerance = statistic == RangeStatistic.OPTIM ? 2e-3 : 2e-5;
      for (int i = 0; i < expected.length; i++) {
        // least squares over a constant dimension have no solution, and Faiss writes a NaN
        if (!Float.isNaN(expected[i])) {
          assertThat((double) quantizer.trained()[i])
              .as("%s %s %d", statistic, type, i)
              .isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
        }
      }
    }
  }

  @Test
  void decodesConstantDimensionsExactly() {
    for (RangeStatistic statistic :
        new RangeStatistic[] {
          RangeStatistic.MINMAX, RangeStatistic.QUANTILES, RangeStatistic.OPTIM
        }) {
      var quantizer = new ScalarQuantizer(2, ScalarType.BITS6, statistic, 0.2f);
      var vectors = Vectors.of(new float[] {0.1f, 1, 0.1f, 2, 0.1f, 3}, 2);
      quantizer.train(vectors, BuildOptions.defaults());

      var decoded = quantizer.decode(quantizer.encode(vectors, ALONE));

      assertThat(decoded.get(2, 0)).isEqualTo(0.1f);
    }
  }

  /// The least squares of Faiss are of floats, and past some thousand values they find bounds in
  /// the wrong order; these must not.
  @Test
  void fitsBoundsToManyValues() {
    var random = TestSeed.random(1);
    float[] values = new float[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    var sample = Vectors.of(values, 1);

    double optimum = error(sample, RangeStatistic.OPTIM);

    assertThat(optimum).isPositive().isLessThan(error(sample, RangeStatistic.MINMAX));
  }

  private static double error(Vectors sample, RangeStatistic statistic) {
    var quantizer = new ScalarQuantizer(1, ScalarType.BITS4, statistic, 0);
    quantizer.train(sample, BuildOptions.defaults());
    float[] values = floats(sample);
    float[] decoded = floats(quantizer.decode(quantizer.encode(sample, ALONE)));
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.pow(values[i] - decoded[i], 2);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "FP16, 1e6, 65504",
    "FP16, -1e6, -65504",
    "FP16, 65519, 65504",
    "FP16, 1e-8, 0",
    "FP16, 1.00048828125, 1",
    "FP16, 1.00146484375, 1.001953125",
    "BF16, 3.4028235e38, 3.3895314e38",
    "BF16, -3.4028235e38, -3.3895314e38",
    "BF16, 1.00390625, 1.0078125",
    "BITS8_DIRECT, 254.9, 254",
    "BITS8_DIRECT, 256, 255",
    "BITS8_DIRECT, 1e30, 255",
    "BITS8_DIRECT, -0.5, 0",
    "BITS8_DIRECT, -7, 0",
    "BITS8_DIRECT_SIGNED, -128, -128",
    "BITS8_DIRECT_SIGNED, -129, -128",
    "BITS8_DIRECT_SIGNED, 127.9, 127",
    "BITS8_DIRECT_SIGNED, 128, 127",
    "BITS8_DIRECT_SIGNED, -0.5, -1",
    "BITS8_DIRECT_SIGNED, 0.5, 0",
    "BITS0, 5, 0"
  })
  void roundsAndSaturates(ScalarType type, float component, float expected) {
    var quantizer = new ScalarQuantizer(1, type);

    var codes = quantizer.encode(Vectors.of(new float[] {component}, 1), ALONE);

    assertThat(quantizer.decode(codes).get(0, 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void isReadyWhereThereIsNothingToLearn(ScalarType type) {
    boolean ready =
        switch (type) {
          case FP16, BF16, BITS8_DIRECT, BITS8_DIRECT_SIGNED -> true;
          default -> false;
        };

    assertThat(new ScalarQuantizer(D, type).isTrained()).isEqualTo(ready);
  }

  @Test
  void encodesTheSameAtAnyNumberOfThreads() {
    var random = TestSeed.random(2);
    float[] values = new float[5000 * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 30 - 15;
    }
    var vectors = Vectors.of(values, D);
    var quantizer = trained(ScalarType.BITS6);

    assertThat(bytes(quantizer.encode(vectors, Parallelism.of(3))))
        .isEqualTo(bytes(quantizer.encode(vectors, ALONE)));
  }

  @Test
  void refusesTrainedNumbersOfAnotherCount() {
    var quantizer = new ScalarQuantizer(D, ScalarType.BITS8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> quantizer.restore(new float[2]))
        .withMessageContainingAll("8bit", "dimension 7", "14", "2");
    assertThat(quantizer.isTrained()).isFalse();
  }

  @Test
  void refusesToLearnFromNothing() {
    var quantizer = new ScalarQuantizer(D, ScalarType.BITS8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> quantizer.train(Vectors.allocate(0, D), BuildOptions.defaults()))
        .withMessageContaining("at least one");
  }

  private static byte[] bytes(Codes codes) {
    return codes.segment().toArray(ValueLayout.JAVA_BYTE);
  }

  private static float[] floats(Vectors vectors) {
    return vectors.segment().toArray(ValueLayout.JAVA_FLOAT);
  }
}
