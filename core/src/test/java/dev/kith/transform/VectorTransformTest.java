// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.testing.TestSeed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every transform.
class VectorTransformTest {

  private static final int D = 10;

  static List<VectorTransform> all() {
    return List.of(
        new Normalization(D),
        new Centering(D),
        DimensionMap.padding(D, 14),
        new HadamardRotation(D, 5),
        new RandomRotation(D, 7),
        new RandomRotation(D, 14),
        new Pca(D, 4, PcaSettings.of(false, false)),
        new Pca(D, 4, PcaSettings.of(true, true)),
        new Opq(D, 2, D),
        new Opq(D, 2, 4),
        new Opq(D, 3, 12),
        new ItqRotation(D),
        new Itq(D),
        Itq.withPca(D, 4));
  }

  private static VectorTransform trained(VectorTransform transform) {
    var quiet = BuildOptions.defaults().listener(BuildListener.SILENT);
    transform.train(Reference.gaussian(300, D, TestSeed.random(1)), quiet);
    return transform;
  }

  @ParameterizedTest
  @MethodSource("all")
  void transformsEveryVectorByItselfAndLeavesItAsItIs(VectorTransform transform) {
    var vectors = Reference.gaussian(13, D, TestSeed.random(2));
    float[] before = Reference.floats(vectors);

    var transformed = trained(transform).apply(vectors);

    assertThat(transform.isTrained()).isTrue();
    assertThat(Reference.floats(vectors)).isEqualTo(before);
    assertThat(transformed.size()).isEqualTo(13);
    assertThat(transformed.dimension()).isEqualTo(transform.outputDimension());
    for (int i = 0; i < 13; i++) {
      assertThat(transform.apply(vectors.slice(i, i + 1)).row(0)).isEqualTo(transformed.row(i));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void isEqualWhenTrainedAlike(VectorTransform transform) {
    int hash = transform.hashCode();
    var twin = all().stream().filter(transform::equals).findFirst().orElseThrow();

    assertThat(trained(transform)).isEqualTo(trained(twin)).hasSameHashCodeAs(twin);
    assertThat(transform.hashCode()).isEqualTo(hash);
    assertThat(all().stream().map(VectorTransformTest::trained).filter(transform::equals))
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesVectorsOfAnotherDimension(VectorTransform transform) {
    var wrong = Reference.gaussian(1, 9, TestSeed.random(3));
    trained(transform);

    assertThatThrownBy(() -> transform.apply(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(transform.name() + " takes vectors of dimension 10, and these have 9");
    assertThatThrownBy(() -> transform.reverse(wrong))
        .isInstanceOfAny(IllegalArgumentException.class, UnsupportedOperationException.class)
        .hasMessageStartingWith(transform.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isTrainedOrSaysThatItIsNot(VectorTransform transform) {
    var vectors = Reference.gaussian(2, D, TestSeed.random(4));

    if (transform.isTrained()) {
      assertThat(transform.apply(vectors).size()).isEqualTo(2);
    } else {
      assertThatThrownBy(() -> transform.apply(vectors))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(transform.name() + " is not trained; call train with a sample first");
    }
  }

  @Test
  void trainingNeedsVectors() {
    var none = Reference.gaussian(0, D, TestSeed.random(5));

    assertThatThrownBy(() -> new Centering(D).train(none, BuildOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Centering is to be trained with no vectors; pass a sample of the data");
  }
}
