// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.BuildOptions;
import dev.kith.testing.TestSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomRotationTest {

  private static final long FAISS_SEED = 12345;

  @ParameterizedTest
  @CsvSource({
    "rr_same, 12, 12",
    "rr_fewer, 12, 5",
    "rr_more, 12, 20",
    "rr_one, 1, 1",
    "rr_large, 96, 96"
  })
  void isTheRotationOfFaiss(String name, int from, int to) {
    var rotation = new RandomRotation(from, to);
    rotation.train(Reference.gaussian(1, from, TestSeed.random(1)), BuildOptions.defaults());

    Reference.assertClose(rotation.matrix(), Reference.array(name + ".matrix", to, from), 1e-6);
    assertThat(rotation.bias()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rr_same, 12", "rr_fewer, 5", "rr_more, 20"})
  void turnsPointsAsFaissDoes(String name, int to) {
    var rotation = RandomRotation.seeded(Reference.D, to, FAISS_SEED);

    var turned = rotation.apply(Reference.applied());

    Reference.assertClose(turned, Reference.read(name + ".output", Reference.APPLIED, to), 1e-4);
    Reference.assertClose(
        rotation.reverse(turned),
        Reference.read(name + ".reversed", Reference.APPLIED, Reference.D),
        1e-4);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "100, 100", "100, 40", "300, 299", "40, 100", "1, 7"})
  void isOrthonormal(int from, int to) {
    var rotation = RandomRotation.seeded(from, to, 7);
    var matrix = new Matrix(to, from, rotation.matrix());
    var rows = to <= from ? matrix : matrix.transposed();

    Reference.assertOrthonormalRows(rows.values(), rows.columns(), 1e-6);
    assertThat(rotation.isOrthonormal()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "64, 100"})
  void keepsLengthsAndCanBeUndone(int from, int to) {
    var vectors = Reference.gaussian(50, from, TestSeed.random(2));
    var rotation = RandomRotation.seeded(from, to, 3);

    var turned = rotation.apply(vectors);

    for (int i = 0; i < 50; i++) {
      assertThat(Reference.norm(turned.row(i)))
          .isCloseTo(Reference.norm(vectors.row(i)), within(1e-5));
    }
    Reference.assertClose(rotation.reverse(turned), vectors, 1e-5);
  }

  @Test
  void refusesMatricesThatDoNotFit() {
    assertThatThrownBy(() -> RandomRotation.seeded(50_000, 50_000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use fewer dimensions");
  }

  @Test
  void theSeedDecides() {
    var sample = Reference.points();
    var usual = new RandomRotation(Reference.D, 5);
    var other = new RandomRotation(Reference.D, 5);
    usual.train(sample, BuildOptions.defaults());
    other.train(sample, BuildOptions.defaults().seed(9));

    assertThat(usual).isEqualTo(RandomRotation.seeded(Reference.D, 5, FAISS_SEED));
    assertThat(other).isEqualTo(RandomRotation.seeded(Reference.D, 5, 9)).isNotEqualTo(usual);
  }
}
