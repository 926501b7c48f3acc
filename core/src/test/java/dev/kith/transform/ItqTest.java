// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static dev.kith.transform.Reference.APPLIED;
import static dev.kith.transform.Reference.D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItqTest {

  private static Itq ofFaiss(boolean pca) {
    String name = pca ? "itq_pca" : "itq";
    int to = pca ? 6 : D;
    var rotation =
        new ItqRotation(to, to, 50, 123, Reference.array(name + ".rotation", to, to), new float[0]);
    var both = new LinearTransform(D, to, Reference.array(name + ".matrix", to, D), new float[0]);
    return new Itq(Reference.array(name + ".mean", 1, D), pca, rotation, both);
  }

  private static Itq untrained(boolean pca) {
    return pca ? Itq.withPca(D, 6) : new Itq(D);
  }

  private static Itq trained(boolean pca) {
    var itq = untrained(pca);
    itq.train(Reference.points(), BuildOptions.defaults());
    return itq;
  }

  /// What ITQ makes small: the squared distances between vectors and their signs.
  private static double error(Vectors vectors) {
    double error = 0;
    for (float x : Reference.floats(vectors)) {
      double missing = 1 - Math.abs(x);
      error += missing * missing;
    }
    return error;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void appliesTheMatricesOfFaiss(boolean pca) {
    var itq = ofFaiss(pca);
    String output = pca ? "itq_pca.output" : "itq.output";

    var found = itq.apply(Reference.applied());

    Reference.assertClose(found, Reference.read(output, APPLIED, itq.outputDimension()), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void signsSayMoreThanAfterTheTrainingOfFaiss(boolean pca) {
    var points = Reference.points();

    double ours = error(trained(pca).apply(points));

    assertThat(ours).isLessThanOrEqualTo(error(ofFaiss(pca).apply(points)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isARotationOfOrthonormalComponents(boolean pca) {
    var itq = trained(pca);

    Reference.assertOrthonormalRows(itq.rotation().matrix(), itq.outputDimension(), 1e-6);
    Reference.assertOrthonormalRows(itq.pcaThenRotation().matrix(), D, 2e-6);
    Reference.assertClose(itq.mean(), ofFaiss(pca).mean(), 1e-5);
    assertThat(itq.hasPca()).isEqualTo(pca);
    assertThat(itq.name()).isEqualTo(pca ? "ITQ6" : "ITQ");
  }

  @Test
  void everyIterationBringsVectorsNearerToTheirSigns() {
    var sample = Reference.gaussian(400, 8, TestSeed.random(1));
    double before = Double.POSITIVE_INFINITY;
    for (int iterations = 0; iterations < 12; iterations++) {
      var rotation = new ItqRotation(8, 8, iterations, 123, new float[0], new float[0]);
      rotation.train(sample, BuildOptions.defaults());
      double after = error(rotation.apply(sample));
      assertThat(after).isLessThanOrEqualTo(before + 1e-3);
      before = after;
    }
  }

  @Test
  void startsFromTheTransposedRotationOfItsSeed() {
    var start = new ItqRotation(8, 8, 0, 123, new float[0], new float[0]);
    start.train(Reference.gaussian(1, 8, TestSeed.random(2)), BuildOptions.defaults());

    var drawn = new Matrix(8, 8, RandomRotation.seeded(8, 8, 123).matrix());

    assertThat(start.matrix()).isEqualTo(drawn.transposed().values());
  }

  @Test
  void isTheSameAtAnyNumberOfThreads() {
    var one = untrained(true);
    var three = untrained(true);
    one.train(Reference.points(), BuildOptions.defaults().threads(1));
    three.train(Reference.points(), BuildOptions.defaults().threads(3));

    assertThat(one).isEqualTo(three).hasSameHashCodeAs(three);
    assertThat(one).isNotEqualTo(ofFaiss(true));
  }

  @Test
  void aVectorAtTheMeanStaysThere() {
    var itq = trained(false);

    var found = itq.apply(Vectors.of(itq.mean(), D));

    assertThat(found.row(0)).containsOnly(0);
  }

  @Test
  void tellsOfProgressAndStopsWhenAsked() {
    var heard = new ArrayList<Long>();
    var itq = untrained(false);
    var listener =
        new BuildListener() {
          @Override
          public void progress(String stage, long done, long total) {
            assertThat(stage).isEqualTo("ITQ");
            assertThat(total).isEqualTo(50);
            heard.add(done);
          }

          @Override
          public boolean isCancelled() {
            return heard.size() == 3;
          }
        };
    var options = BuildOptions.defaults().listener(listener);

    assertThatThrownBy(() -> itq.train(Reference.points(), options))
        .isInstanceOf(CancellationException.class)
        .hasMessage("ITQ was cancelled after iteration 3 of 50");
    assertThat(heard).isEqualTo(List.of(0L, 1L, 2L));
    assertThat(itq.isTrained()).isFalse();
    assertThat(itq).isEqualTo(untrained(false));
  }

  @Test
  void cannotBeUndone() {
    var itq = trained(false);

    assertThatThrownBy(() -> itq.reverse(Reference.applied()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("ITQ cannot be undone: the lengths of the vectors are lost");
  }

  @Test
  void refusesPartsThatDoNotFit() {
    var rotation = new ItqRotation(4);
    var both = new LinearTransform(6, 4, new float[24], new float[0]);

    assertThatThrownBy(() -> new Itq(new float[5], true, rotation, both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mean of ITQ has 5 entries, and must have 6");
    assertThatThrownBy(() -> new Itq(new float[6], true, new ItqRotation(5), both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the output of the ITQ rotation has 5 entries, and must have 4");
    assertThatThrownBy(() -> Itq.withPca(D, 13).train(Reference.points(), BuildOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keep at most 12");
  }
}
