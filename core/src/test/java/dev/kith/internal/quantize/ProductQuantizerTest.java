// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.cluster.KMeans;
import dev.kith.cluster.KMeansOptions;
import dev.kith.internal.random.RandomArrays;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductQuantizerTest {

  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private static Vectors gaussian(int n, int d, int seed) {
    return Vectors.of(RandomArrays.gaussian(n * d, seed), d);
  }

  /// A quantizer whose centroids are random.
  private static ProductQuantizer random(int d, int parts, int bits) {
    var quantizer = new ProductQuantizer(d, parts, bits);
    float[][] books = new float[parts][];
    Arrays.setAll(books, m -> RandomArrays.gaussian((d / parts) << bits, 100 + m));
    quantizer.restore(books);
    return quantizer;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16})
  void codesAreTheNumbersOfTheNearestCentroidsAsABitString(int bits) {
    var quantizer = random(6, 3, bits);
    Vectors vectors = gaussian(130, 6, 1);
    var codes = quantizer.encode(vectors, Parallelism.of(2));

    assertThat(codes.codeSize()).isEqualTo((3 * bits + 7) / 8);
    Vectors decoded = quantizer.decode(codes);
    for (int row = 0; row < vectors.size(); row++) {
      float[] vector = vectors.row(row);
      var expected = BigInteger.ZERO;
      for (int m = 0; m < 3; m++) {
        int nearest = nearest(quantizer.codebook(m), vector, 2 * m);
        expected = expected.or(BigInteger.valueOf(nearest).shiftLeft(m * bits));
        assertThat(Arrays.copyOfRange(decoded.row(row), 2 * m, 2 * m + 2))
            .containsExactly(
                Arrays.copyOfRange(quantizer.codebook(m), 2 * nearest, 2 * nearest + 2));
      }
      assertThat(unsigned(codes.row(row))).isEqualTo(expected);
    }
  }

  private static int nearest(float[] book, float[] vector, int first) {
    int nearest = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int c = 0; c < book.length / 2; c++) {
      float x = vector[first] - book[2 * c];
      float y = vector[first + 1] - book[2 * c + 1];
      float distance = Math.fma(y, y, x * x);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  private static BigInteger unsigned(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  /// As in Faiss: short parts by differences, which tell close vectors apart, long ones by norms,
  /// which do not.
  @ParameterizedTest
  @CsvSource({"15, 1", "16, 0"})
  void longPartsAreComparedByNorms(int dsub, int expected) {
    var quantizer = new ProductQuantizer(dsub, 1, 1);
    float[] book = new float[2 * dsub];
    Arrays.fill(book, 1000f);
    book[0] = 1000.001f;
    quantizer.restore(new float[][] {book});
    float[] vector = new float[dsub];
    Arrays.fill(vector, 1000f);

    var code = quantizer.encode(Vectors.of(vector, dsub), Parallelism.of(1)).row(0);

    assertThat(code).containsExactly(expected);
  }

  @Test
  void ofEquallyNearCentroidsTheFirstIsTaken() {
    var quantizer = new ProductQuantizer(1, 1, 2);
    quantizer.restore(new float[][] {{5, 1, -1, 1}});

    var codes = quantizer.encode(Vectors.of(new float[] {0, 1, 9}, 1), Parallelism.of(1));

    assertThat(codes.segment().toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({"4, false", "4, true", "8, false"})
  void theSameSeedGivesTheSameCentroidsAtAnyNumberOfThreads(int bits, boolean polysemous) {
    Vectors sample = gaussian(700, 12, 2);
    var training = new ProductTraining(5, 256, false, polysemous);
    List<ProductQuantizer> trained = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      var quantizer = new ProductQuantizer(12, 6, bits);
      quantizer.train(sample, training, QUIET.threads(threads));
      trained.add(quantizer);
    }
    assertThat(trained.get(0).encodesLike(trained.get(1))).isTrue();
    assertThat(trained.get(0).encodesLike(trained.get(2))).isTrue();
    var other = new ProductQuantizer(12, 6, bits);
    other.train(sample, training, QUIET.seed(7));
    assertThat(trained.get(0).encodesLike(other)).isFalse();
  }

  @Test
  void aHotStartGoesOnWhereTheLastTrainingStopped() {
    Vectors sample = gaussian(2000, 4, 3);
    var atOnce = new ProductQuantizer(4, 2, 3);
    atOnce.train(sample, new ProductTraining(7, 1000, false, false), QUIET);
    var inSteps = new ProductQuantizer(4, 2, 3);
    inSteps.train(sample, new ProductTraining(3, 1000, false, false), QUIET);
    inSteps.train(sample, new ProductTraining(4, 1000, true, false), QUIET);

    assertThat(inSteps.encodesLike(atOnce)).isTrue();
  }

  /// K-means would take the same sample for every part.
  @Test
  void aLargeSampleIsCutForAllPartsAtOnce() {
    Vectors sample = gaussian(400, 4, 4);
    var quantizer = new ProductQuantizer(4, 2, 2);
    quantizer.train(sample, new ProductTraining(5, 20, false, false), QUIET);
    float[] rows = new float[800];
    for (int i = 0; i < 400; i++) {
      System.arraycopy(sample.row(i), 2, rows, 2 * i, 2);
    }
    var kmeans = KMeansOptions.defaults().iterations(5).maxPointsPerCentroid(20);
    Vectors expected = KMeans.train(Vectors.of(rows, 2), 4, Metric.L2, kmeans, QUIET).centroids();

    for (int c = 0; c < 4; c++) {
      assertThat(Arrays.copyOfRange(quantizer.codebook(1), 2 * c, 2 * c + 2))
          .containsExactly(expected.row(c));
    }
  }

  @Test
  void settingsMustFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductQuantizer(10, 3, 8))
        .withMessageContaining("10 dimensions cannot be cut into 3 equal parts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductQuantizer(10, 5, 25))
        .withMessage("25 bits a sub-quantizer; allowed are 1 to 24");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductQuantizer(1024, 1, 24))
        .withMessageContaining("more than an array holds");
  }

  @Test
  void trainingRefusesWhatCannotBeLearnedFrom() {
    var quantizer = new ProductQuantizer(4, 2, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quantizer.train(gaussian(15, 4, 5), QUIET))
        .withMessageContaining("15 training vectors are too few for codes of 4 bits");
    Vectors bad = gaussian(40, 4, 5);
    bad.set(7, new float[] {1, 2, Float.NaN, 3});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quantizer.train(bad, QUIET))
        .withMessageContaining("training vector 7 holds a NaN");
    assertThatIllegalStateException()
        .isThrownBy(() -> quantizer.encode(bad, Parallelism.of(1)))
        .withMessageContaining("not trained");
    assertThat(quantizer.isTrained()).isFalse();
  }

  @Test
  void fewVectorsGiveOneWarning() {
    List<String> warnings = new ArrayList<>();
    var heard =
        new BuildListener() {
          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        };
    new ProductQuantizer(6, 3, 4).train(gaussian(20, 6, 6), QUIET.listener(heard));

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).startsWith("20 points for 16 centroids");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5})
  void aTrainingThatIsCancelledChangesNothing(int answers) {
    var quantizer = random(6, 3, 4);
    float[] before = quantizer.codebook(0);
    int[] asked = new int[1];
    var impatient =
        new BuildListener() {
          @Override
          public boolean isCancelled() {
            return asked[0]++ >= answers;
          }
        };
    var training = new ProductTraining(3, 256, false, true);
    var options = QUIET.listener(impatient).threads(1);

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> quantizer.train(gaussian(300, 6, 7), training, options));
    assertThat(quantizer.codebook(0)).isSameAs(before);
  }

  @Test
  void listenersHearFromTheCallingThread() {
    List<Long> heard = new ArrayList<>();
    Thread caller = Thread.currentThread();
    var listener =
        new BuildListener() {
          @Override
          public void progress(String stage, long done, long total) {
            assertThat(Thread.currentThread()).isSameAs(caller);
            heard.add(done);
          }
        };
    new ProductQuantizer(12, 6, 3).train(gaussian(300, 12, 8), QUIET.listener(listener).threads(3));

    assertThat(heard).isSorted().endsWith(6L * 25);
  }
}
