// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kith.factory.FactoryException.Kind;
import dev.kith.vector.Metric;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No string does harm: it is read or refused, in time that grows with its length.
class ParserFuzzTest {

  private static final List<String> PIECES =
      List.of(
          ",",
          "(",
          ")",
          "_",
          "x",
          "0",
          "7",
          "16",
          "99999999999",
          " ",
          "k",
          "M",
          "np",
          "fs",
          "r",
          "Flat",
          "RFlat",
          "IDMap,",
          ",IDMap2",
          ",Refine(",
          ",RefinePanorama(",
          "PCA32,",
          "OPQ16,",
          "IVF100,",
          "IVF100(",
          "HNSW32",
          "NSG",
          "PQ16",
          "RQ4x8",
          "_Nqint8",
          "SQ8",
          ",SH",
          "1e9",
          "MinMax,",
          "Residual",
          "IMI2x8,",
          "EDEN",
          "RaBitQfs",
          "é",
          "\ud83d\ude00",
          "\n",
          "%s");

  @Test
  void mutatedStringsAreReadOrRefused() {
    var random = random(20_240_611);
    var texts = TableRow.all().stream().map(TableRow::text).toList();
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = texts.get(random.nextInt(texts.size()));
      for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
        text = mutate(text, random);
      }
      accepted += readsOrRefuses(text) ? 1 : 0;
    }
    assertThat(accepted).isBetween(1_000, 19_000);
  }

  @Test
  void randomPiecesAreReadOrRefused() {
    var random = random(20_240_612);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      readsOrRefuses(text.toString());
    }
  }

  /// A string that is read has a canonical spelling that is read as the same tree, and can be
  /// checked and measured.
  private static boolean readsOrRefuses(String text) {
    IndexSpec spec;
    try {
      spec = IndexSpec.parse(text);
    } catch (FactoryException e) {
      assertThat(e.position()).isBetween(0, text.length());
      return false;
    }
    String canonical = spec.toString();
    assertThat(IndexSpec.parse(canonical)).isEqualTo(spec).hasToString(canonical);
    try {
      spec.validate(64, Metric.L2);
    } catch (FactoryException e) {
      assertThat(e.text()).isEqualTo(canonical);
      return true;
    }
    assertThat(spec.outputDimension(64)).isPositive();
    assertThat(spec.codeSize(64).orElse(0)).isNotNegative();
    assertThat(spec.standaloneCodeSize(64).orElse(0)).isNotNegative();
    return true;
  }

  @ParameterizedTest
  @ValueSource(strings = {"IVF1(", "IDMap,", "MinMax,", "PCA9,IDMap,"})
  void depthIsBounded(String opening) {
    String text = opening.repeat(20_000) + "Flat";

    var e = catchThrowableOfType(FactoryException.class, () -> IndexSpec.parse(balanced(text)));

    assertThat(e.kind()).isEqualTo(Kind.TOO_DEEP);
    assertThat(e).hasMessageContaining("at most 50 indexes in one another");
  }

  @Test
  void depthBelowTheBoundIsFine() {
    String text = "IVF1(".repeat(49) + "SQ8" + "),Flat".repeat(49);

    assertThat(IndexSpec.parse(text)).hasToString(text);
  }

  @Test
  void longStringsTakeLittleTime() {
    var long100k =
        List.of(
            "L2norm,".repeat(15_000) + "Flat",
            "PQ16" + ",RFlat".repeat(16_000),
            "PQ16" + ",Refine(Flat)".repeat(8_000),
            "PQ16" + ",Refine(".repeat(12_000) + ")",
            "(".repeat(100_000),
            ")".repeat(100_000),
            "()".repeat(50_000),
            "IVF1" + "()".repeat(50_000) + ",Flat",
            "PQ" + "0".repeat(100_000) + "16",
            "IVF9,ITQ,SH" + "1".repeat(100_000),
            "IVF9,ITQ,SH0." + "0".repeat(100_000),
            "RQ1x8" + "_1x8".repeat(25_000),
            "RQ1x8" + "_1x8_1x4".repeat(12_000),
            ",".repeat(100_000),
            "IDMap,".repeat(16_000),
            "Flat" + ",IDMap".repeat(16_000),
            "x".repeat(100_000));

    assertTimeoutPreemptively(
        ofSeconds(20), () -> long100k.forEach(ParserFuzzTest::readsOrRefuses));
  }

  private static String balanced(String text) {
    return text + "),Flat".repeat((int) text.chars().filter(c -> c == '(').count());
  }

  private static String mutate(String text, RandomGenerator random) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + 1 + random.nextInt(3));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + piece + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(to);
      case 2 -> text.substring(0, at) + piece + text.substring(to);
      default -> text.substring(0, at) + text.substring(at, to) + text.substring(at);
    };
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
