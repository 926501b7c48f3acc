// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearTransformTest {

  private static final float[] NONE = {};

  /// Swaps two components and forgets the third.
  private static final float[] SWAP = {0, 1, 0, 1, 0, 0};

  private static final Vectors ONE = Vectors.of(new float[] {1, 2, 3}, 3);

  @Test
  void multipliesAndAdds() {
    var transform =
        new LinearTransform(3, 2, new float[] {1, 2, 3, 0, -1, 0}, new float[] {10, 20});

    assertThat(transform.apply(ONE).row(0)).containsExactly(24, 18);
  }

  @Test
  void isUndoneByTheTransposedMatrix() {
    var transform = new LinearTransform(3, 2, SWAP, new float[] {10, 20});

    var there = transform.apply(ONE);

    assertThat(there.row(0)).containsExactly(12, 21);
    assertThat(transform.reverse(there).row(0)).containsExactly(1, 2, 0);
  }

  @Test
  void isUndoneAsWellWhereTheColumnsAreOrthonormal() {
    var wide = new LinearTransform(1, 2, new float[] {0.6f, 0.8f}, NONE);

    var there = wide.apply(Vectors.of(new float[] {5}, 1));

    assertThat(wide.reverse(there).get(0, 0)).isEqualTo(5);
  }

  /// The limit is that of Faiss: 4e-5 in any entry of A A^T.
  @ParameterizedTest
  @CsvSource({"0, true", "3.5e-5, true", "4.5e-5, false", "0.1, false", "NaN, false"})
  void isOrthonormalWithinATolerance(float off, boolean orthonormal) {
    var transform = new LinearTransform(2, 2, new float[] {1, off, 0, 1}, NONE);

    assertThat(transform.isOrthonormal()).isEqualTo(orthonormal);
  }

  @Test
  void saysWhyItCannotBeUndone() {
    var transform = new LinearTransform(2, 2, new float[] {1, 1, 0, 1}, NONE);
    var vectors = Vectors.of(new float[] {1, 2}, 2);

    assertThatThrownBy(() -> transform.reverse(vectors))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Linear2 cannot be undone: its matrix is not orthonormal");
  }

  @Test
  void anUntrainedOneCannotBeUsedNorTrained() {
    var transform = new LinearTransform(3, 2, NONE, NONE);

    assertThat(transform.isTrained()).isFalse();
    assertThat(transform.isOrthonormal()).isFalse();
    assertThatThrownBy(() -> transform.apply(ONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Linear2 is not trained; call train with a sample first");
    assertThatThrownBy(() -> transform.train(ONE, BuildOptions.defaults()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("build a new index");
  }

  @Test
  void refusesArraysOfAnotherLength() {
    assertThatThrownBy(() -> new LinearTransform(3, 2, new float[5], NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a matrix of 2 x 3 has 6 entries, and 5 are given; one entry a row and column is"
                + " needed");
    assertThatThrownBy(() -> new LinearTransform(3, 2, SWAP, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the bias has 3 entries, and must have 2");
    assertThatThrownBy(() -> new LinearTransform(3, 2, NONE, new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the bias of an untrained transform has 2 entries, and must have 0");
    assertThatThrownBy(() -> new LinearTransform(0, 2, NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input dimension is 0, and must be at least 1");
  }

  @Test
  void equalsWhatDoesTheSame() {
    var transform = new LinearTransform(3, 2, SWAP, new float[] {1, 2});

    assertThat(transform)
        .isEqualTo(new LinearTransform(3, 2, SWAP.clone(), new float[] {1, 2}))
        .hasSameHashCodeAs(new LinearTransform(3, 2, NONE, NONE))
        .isNotEqualTo(new LinearTransform(3, 2, SWAP, NONE))
        .isNotEqualTo(new LinearTransform(2, 3, SWAP, NONE))
        .isNotEqualTo(new RandomRotation(3, 2, SWAP, new float[] {1, 2}));
  }
}
