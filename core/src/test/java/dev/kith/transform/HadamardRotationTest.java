// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static dev.kith.transform.Reference.APPLIED;
import static dev.kith.transform.Reference.D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.testing.TestSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HadamardRotationTest {

  @ParameterizedTest
  @ValueSource(ints = {12345, 777})
  void isTheRotationOfItsDefinition(int seed) {
    var rotated = new HadamardRotation(D, seed).apply(Reference.applied());

    Reference.assertClose(
        rotated, Reference.read("hadamard_" + seed + ".output", APPLIED, 16), 1e-5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "16, 16", "17, 32", "60, 64", "768, 1024"})
  void keepsLengthsAndCanBeUndone(int d, int p) {
    var vectors = Reference.gaussian(7, d, TestSeed.random(d));
    var rotation = new HadamardRotation(d, 0xffffffffL);

    var rotated = rotation.apply(vectors);

    assertThat(rotated.dimension()).isEqualTo(rotation.outputDimension()).isEqualTo(p);
    for (int i = 0; i < 7; i++) {
      assertThat(Reference.norm(rotated.row(i)))
          .isCloseTo(Reference.norm(vectors.row(i)), within(1e-4));
    }
    Reference.assertClose(rotation.reverse(rotated), vectors, 1e-5);
  }

  @Test
  void isNamedByItsSeed() {
    assertThat(new HadamardRotation(5, 12345).name()).isEqualTo("HR");
    assertThat(new HadamardRotation(5, 777).name()).isEqualTo("HR777");
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new HadamardRotation(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input dimension is 0, and must be at least 1");
    assertThatThrownBy(() -> new HadamardRotation((1 << 30) + 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input dimension is 1073741825, and must be at most 2^30");
    assertThatThrownBy(() -> new HadamardRotation(5, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the seed is -1; allowed are 0 to 4294967295");
  }
}
