// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.internal.random.RandomArrays;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolysemousTrainingTest {

  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);
  private static final int DSUB = 2;

  private static float[][] books(int bits) {
    return new float[][] {
      RandomArrays.gaussian(DSUB << bits, 1), RandomArrays.gaussian(DSUB << bits, 2)
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 8})
  void everyCentroidIsThereOnce(int bits) {
    float[][] books = books(bits);
    float[][] renumbered = PolysemousTraining.run(books, DSUB, QUIET);

    for (int m = 0; m < books.length; m++) {
      assertThat(renumbered[m]).isNotEqualTo(books[m]);
      assertThat(rows(renumbered[m])).containsExactlyInAnyOrder(rows(books[m]));
    }
  }

  private static String[] rows(float[] book) {
    String[] rows = new String[book.length / DSUB];
    Arrays.setAll(rows, c -> Arrays.toString(Arrays.copyOfRange(book, c * DSUB, (c + 1) * DSUB)));
    return rows;
  }

  /// The cost that Faiss 1.7.3 comes to from these centroids, of 90 to 16,600 in the beginning.
  @ParameterizedTest
  @CsvSource({"4, 60.229, 61.749", "6, 775.384, 778.559", "8, 10267.612, 10182.277"})
  void bitsOfNumbersComeToTellDistancesAsWellAsInFaiss(int bits, double one, double other) {
    float[][] renumbered = PolysemousTraining.run(books(bits), DSUB, QUIET);

    assertThat(cost(renumbered[0])).isLessThan(1.02 * one);
    assertThat(cost(renumbered[1])).isLessThan(1.02 * other);
  }

  /// The objective of the specification of the factory, section 2.7.
  private static double cost(float[] book) {
    int count = book.length / DSUB;
    int bits = Integer.numberOfTrailingZeros(count);
    double[] distances = new double[count * count];
    for (int i = 0; i < distances.length; i++) {
      double x = book[i / count * DSUB] - (double) book[i % count * DSUB];
      double y = book[i / count * DSUB + 1] - (double) book[i % count * DSUB + 1];
      distances[i] = x * x + y * y;
    }
    double mean = Arrays.stream(distances).average().orElseThrow();
    double variance =
        Arrays.stream(distances).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
    int quarter = bits / 4;
    int half = bits / 2;
    double cost = 0;
    for (int i = 0; i < distances.length; i++) {
      double target = (distances[i] - mean) / Math.sqrt(variance) * Math.sqrt(quarter) + half;
      double error = target - Integer.bitCount(i / count ^ i % count);
      cost += Math.exp(-Math.log(2) * target) * error * error;
    }
    return cost;
  }

  @Test
  void theSameSeedGivesTheSameNumbersAtAnyNumberOfThreads() {
    float[][] one = PolysemousTraining.run(books(5), DSUB, QUIET.threads(1));

    assertThat(PolysemousTraining.run(books(5), DSUB, QUIET.threads(3))).isDeepEqualTo(one);
    assertThat(Arrays.deepEquals(PolysemousTraining.run(books(5), DSUB, QUIET.seed(9)), one))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 11})
  void tooFewOrTooManyBitsAreLeftAsTheyAre(int bits) {
    float[][] books = books(bits);

    assertThat(PolysemousTraining.applies(bits)).isFalse();
    assertThat(PolysemousTraining.run(books, DSUB, QUIET)).isSameAs(books);
  }

  /// All distances are 0, and so is what they spread.
  @Test
  void equalCentroidsDoNoHarm() {
    float[][] books = {new float[DSUB << 4]};

    assertThat(PolysemousTraining.run(books, DSUB, QUIET)).isDeepEqualTo(books);
  }
}
