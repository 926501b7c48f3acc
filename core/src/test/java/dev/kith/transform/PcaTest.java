// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static dev.kith.transform.Reference.APPLIED;
import static dev.kith.transform.Reference.D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.BuildOptions;
import dev.kith.internal.random.FaissRandom;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcaTest {

  private static final PcaSettings PLAIN = PcaSettings.of(false, false);
  private static final PcaSettings WHITENED = PcaSettings.of(true, false);

  private static Pca trained(int to, PcaSettings settings, Vectors sample) {
    var pca = new Pca(sample.dimension(), to, settings);
    pca.train(sample, BuildOptions.defaults());
    return pca;
  }

  @ParameterizedTest
  @CsvSource({
    "pca, 5, false, 300",
    "pca_all, 12, false, 300",
    "pcaw, 5, true, 300",
    "pca_few, 5, false, 8"
  })
  void findsTheComponentsOfFaiss(String name, int to, boolean whiten, int n) {
    var pca = trained(to, PcaSettings.of(whiten, false), Reference.points().slice(0, n));

    Reference.assertClose(pca.mean(), Reference.array(name + ".mean", 1, D), 1e-5);
    float[] eigenvalues = Reference.array(name + ".eigenvalues", 1, D);
    Reference.assertClose(pca.eigenvalues(), eigenvalues, 1e-5 * eigenvalues[0]);
    Reference.assertCloseUpToSigns(pca.matrix(), Reference.array(name + ".matrix", to, D), D, 1e-4);
    // all axes but the last of a few vectors, which has no variance
    int axes = Math.min(n - 1, D);
    Reference.assertCloseUpToSigns(
        Arrays.copyOf(pca.axes(), axes * D),
        Arrays.copyOf(Reference.array(name + ".axes", Math.min(n, D), D), axes * D),
        D,
        2e-4);
  }

  @ParameterizedTest
  @CsvSource({"pca, 5", "pca_all, 12", "pca_few, 5"})
  void projectsBackAsFaissDoes(String name, int to) {
    int n = name.equals("pca_few") ? 8 : 300;
    var pca = trained(to, PLAIN, Reference.points().slice(0, n));

    var reversed = pca.reverse(pca.apply(Reference.applied()));

    Reference.assertClose(reversed, Reference.read(name + ".reversed", APPLIED, D), 1e-3);
  }

  @ParameterizedTest
  @CsvSource({"pca, 5", "pca_all, 12", "pcaw, 5", "pcar, 5", "pcawr, 5", "pca_few, 5"})
  void appliesTheMatricesOfFaiss(String name, int to) {
    var pca =
        new Pca(
            D,
            to,
            PcaSettings.of(name.startsWith("pcaw"), name.endsWith("r")),
            Reference.array(name + ".mean", 1, D),
            Reference.array(name + ".eigenvalues", 1, D),
            Reference.array(name + ".axes", name.equals("pca_few") ? 8 : D, D),
            Reference.array(name + ".matrix", to, D),
            Reference.array(name + ".bias", 1, to));

    Reference.assertClose(
        pca.apply(Reference.applied()), Reference.read(name + ".output", APPLIED, to), 1e-4);
    assertThat(pca.isOrthonormal()).isEqualTo(!name.startsWith("pcaw"));
  }

  @ParameterizedTest
  @CsvSource({"false, PCAR5", "true, PCAWR5"})
  void theRotationIsThatOfTheSeedFive(boolean whiten, String name) {
    var still = trained(5, PcaSettings.of(whiten, false), Reference.points());
    var turned = trained(5, PcaSettings.of(whiten, true), Reference.points());

    var expected = RandomRotation.seeded(5, 5, 5).apply(still.apply(Reference.applied()));

    Reference.assertClose(turned.apply(Reference.applied()), expected, 1e-4);
    assertThat(turned.name()).isEqualTo(name);
    assertThat(turned.isOrthonormal()).isEqualTo(!whiten);
  }

  @Test
  void whitenedVectorsHaveTheSumOfSquaresOneInEachComponent() {
    var white = trained(5, WHITENED, Reference.points()).apply(Reference.points());

    for (int i = 0; i < 5; i++) {
      double squares = 0;
      for (int row = 0; row < 300; row++) {
        squares += white.get(row, i) * white.get(row, i);
      }
      assertThat(squares).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"40, 500", "100, 30", "100, 100", "9, 1"})
  void axesAreOrthonormalAndPointToThePositiveSide(int d, int n) {
    var pca = trained(1, PLAIN, Reference.gaussian(n, d, TestSeed.random(d)));

    assertThat(pca.axes()).hasSize(Math.min(n, d) * d);
    Reference.assertOrthonormalRows(pca.axes(), d, 1e-6);
    for (int from = 0; from < pca.axes().length; from += d) {
      float[] axis = Arrays.copyOfRange(pca.axes(), from, from + d);
      float largest = 0;
      for (float x : axis) {
        largest = Math.abs(x) > Math.abs(largest) ? x : largest;
      }
      assertThat(largest).isPositive();
    }
    assertThat(pca.eigenvalues()).hasSize(d);
    assertThat(Arrays.stream(boxed(pca.eigenvalues())).toList())
        .isSortedAccordingTo((one, other) -> Float.compare(other, one));
  }

  private static Float[] boxed(float[] values) {
    var boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }

  @Test
  void looksAtAThousandVectorsPerDimension() {
    var many = Reference.gaussian(2500, 2, TestSeed.random(5));
    int[] chosen = Arrays.copyOf(FaissRandom.permutation(2500, 1234), 2000);

    assertThat(trained(2, PLAIN, many)).isEqualTo(trained(2, PLAIN, many.select(chosen)));
  }

  @Test
  void isTheSameAtAnyNumberOfThreads() {
    var sample = Reference.gaussian(2000, 150, TestSeed.random(6));
    var one = new Pca(150, 40, WHITENED);
    var three = new Pca(150, 40, WHITENED);
    one.train(sample, BuildOptions.defaults().threads(1));
    three.train(sample, BuildOptions.defaults().threads(3));

    assertThat(one).isEqualTo(three);
    assertThat(one.axes()).isEqualTo(three.axes());
  }

  @Test
  void equalVectorsHaveNoVarianceButCanBeProjected() {
    var equal = Vectors.of(new float[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 2, 3}});

    var pca = trained(2, PLAIN, equal);

    assertThat(pca.eigenvalues()).containsExactly(0, 0, 0);
    assertThat(pca.apply(equal).row(0)).containsExactly(0, 0);
    assertThatThrownBy(() -> trained(2, WHITENED, equal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "PCAW2 cannot whiten: the training vectors vary in 0 directions only; keep no more,"
                + " or use PCA");
  }

  @Test
  void refusesToKeepMoreThanThereIs() {
    assertThatThrownBy(() -> trained(13, PLAIN, Reference.points()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PCA13 cannot keep 13 components of vectors of dimension 12; keep at most 12");
    assertThatThrownBy(() -> trained(5, PLAIN, Reference.points().slice(0, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "PCA5 needs at least 5 training vectors to find as many components, and gets 4");
    var balanced = new Pca(D, 4, new PcaSettings(0, 0, false, 4));
    assertThatThrownBy(() -> balanced.train(Reference.points(), BuildOptions.defaults()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("balanced bins");
  }

  @Test
  void anUntrainedOneHasNothing() {
    var pca = new Pca(D, 5, PLAIN);

    assertThat(pca.isTrained()).isFalse();
    assertThat(pca.mean()).isEmpty();
    assertThat(pca.matrix()).isEmpty();
    assertThat(pca).isEqualTo(new Pca(D, 5, PLAIN)).isNotEqualTo(new Pca(D, 5, WHITENED));
  }
}
