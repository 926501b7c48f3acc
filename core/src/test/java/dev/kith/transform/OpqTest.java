// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static dev.kith.transform.Reference.D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpqTest {

  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private static Vectors points() {
    return Reference.read("opq.points", 1500, D);
  }

  private static Opq trained(int parts, int to, Vectors sample) {
    var opq = new Opq(sample.dimension(), parts, to);
    opq.train(sample, QUIET);
    return opq;
  }

  /// What is lost where vectors are transformed, coded, decoded and brought back.
  private static double error(LinearTransform transform, int parts, Vectors vectors) {
    var transformed = transform.apply(vectors);
    var quantizer = new ProductQuantizer(transform.outputDimension(), parts, 8);
    quantizer.train(transformed, QUIET);
    var back =
        transform.reverse(quantizer.decode(quantizer.encode(transformed, Parallelism.of(1))));
    double sum = 0;
    for (long row = 0; row < vectors.size(); row++) {
      for (int i = 0; i < vectors.dimension(); i++) {
        double difference = vectors.get(row, i) - (double) back.get(row, i);
        sum += difference * difference;
      }
    }
    return sum / vectors.size();
  }

  @ParameterizedTest
  @CsvSource({"opq, 3, 12", "opq_fewer, 2, 8", "opq_more, 4, 16"})
  void errsNoMoreThanFaiss(String name, int parts, int to) {
    var points = points();
    var ofFaiss =
        new LinearTransform(D, to, Reference.array(name + ".matrix", to, D), new float[0]);
    var ours = trained(parts, to, points);
    double expected = error(ofFaiss, parts, points);

    assertThat(error(ours, parts, points)).isLessThan(1.01 * expected);
    // which says something: the rotation that training starts from is not as good
    var start = RandomRotation.seeded(D, to, 1234);
    assertThat(error(start, parts, points)).isGreaterThan(1.01 * expected);
  }

  @ParameterizedTest
  @CsvSource({"3, 12", "2, 8", "1, 1", "4, 16"})
  void isARotation(int parts, int to) {
    var opq = trained(parts, to, points());
    var matrix = new Matrix(to, D, opq.matrix());
    var square = to <= D ? matrix.times(matrix.transposed()) : matrix.transposed().times(matrix);
    for (int row = 0; row < square.rows(); row++) {
      for (int column = 0; column < square.rows(); column++) {
        assertThat(square.values()[row * square.rows() + column])
            .isCloseTo(row == column ? 1 : 0, Offset.offset(1e-6f));
      }
    }
    assertThat(opq.bias()).isEmpty();
    assertThat(opq.isOrthonormal()).isTrue();
    if (to >= D) {
      Reference.assertClose(opq.reverse(opq.apply(points())), points(), 1e-4);
    }
  }

  @Test
  void threadsDoNotShow() {
    var one = trained(3, 12, points());
    for (int threads : new int[] {2, 5}) {
      var opq = new Opq(D, 3, 12);
      opq.train(points(), QUIET.threads(threads));
      assertThat(opq.matrix()).isEqualTo(one.matrix());
    }
    var other = new Opq(D, 3, 12);
    other.train(points(), QUIET.seed(5));
    assertThat(other.matrix()).isNotEqualTo(one.matrix());
  }

  @Test
  void partsMustDivideTheDimensions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trained(5, 12, points()))
        .withMessageContaining("OPQ5 is for codes of 5 parts, and 12 dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trained(5, 8, points()))
        .withMessageContaining("OPQ5_8");
    assertThatIllegalArgumentException().isThrownBy(() -> new Opq(D, 0, D));
  }

  @Test
  void fewVectorsAreTooFew() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trained(3, 12, points().slice(0, 255)))
        .withMessageContaining("255 training vectors are too few");
  }

  @Test
  void tellsHowItGoesOnAndWarnsOnce() {
    List<Long> seen = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    var listener =
        new BuildListener() {
          @Override
          public void progress(String stage, long done, long total) {
            assertThat(stage).isEqualTo("OPQ");
            assertThat(total).isEqualTo(50);
            seen.add(done);
          }

          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        };
    var sample = Reference.gaussian(300, 4, TestSeed.random(1));
    new Opq(4, 2, 4).train(sample, BuildOptions.defaults().listener(listener));

    assertThat(seen).hasSize(51).isSorted().endsWith(50L);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aCancelledTrainingLeavesNothing() {
    var opq = new Opq(4, 2, 4);
    var sample = Reference.gaussian(300, 4, TestSeed.random(1));
    var calls = new int[1];
    var listener =
        new BuildListener() {
          @Override
          public boolean isCancelled() {
            return calls[0]++ == 20;
          }
        };
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> opq.train(sample, BuildOptions.defaults().listener(listener)));
    assertThat(opq.isTrained()).isFalse();
  }
}
