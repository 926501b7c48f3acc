// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetrievalTest {

  private final Vectors frames = random(30, 6, 1);

  @Test
  void mixesTheEightNearest() {
    var features = random(5, 6, 2);
    var index = BruteForceIndex.of(frames);

    var mixed = new Retrieval(index).mix(features, 0.6);

    for (int row = 0; row < 5; row++) {
      assertThat(mixed.features().row(row))
          .containsExactly(expected(index, features.slice(row, row + 1), 0.6), within(1e-6f));
    }
    assertThat(mixed.exact() + mixed.partial() + mixed.unmatched()).isZero();
  }

  /// The formula as it is written down, in double.
  private float[] expected(BruteForceIndex index, Vectors feature, double rate) {
    var found = index.search(feature, 8);
    double sum = 0;
    for (int j = 0; j < 8; j++) {
      sum += Math.pow(found.distance(0, j), -2);
    }
    var out = new float[6];
    for (int i = 0; i < 6; i++) {
      double retrieved = 0;
      for (int j = 0; j < 8; j++) {
        double weight = Math.pow(found.distance(0, j), -2) / sum;
        retrieved += weight * frames.get(found.id(0, j), i);
      }
      out[i] = (float) (rate * retrieved + (1 - rate) * feature.get(0, i));
    }
    return out;
  }

  @Test
  void storedFramesComeBackAsTheyAre() {
    var mixed = new Retrieval(BruteForceIndex.of(frames)).mix(frames, 1);
    assertThat(mixed.features().segment().mismatch(frames.segment())).isEqualTo(-1);
    assertThat(mixed.exact()).isEqualTo(30);
  }

  @Test
  void fewerFramesThanNeighboursArePartial() {
    var few = BruteForceIndex.of(frames.slice(0, 3));
    var mixed = new Retrieval(few).mix(random(4, 6, 3), 1);
    assertThat(mixed.partial()).isEqualTo(4);
    assertThat(mixed.features().firstNonFinite()).isEmpty();
  }

  @Test
  void manyFramesAreMixedBlockByBlock() {
    var features = random(4096 + 4096 + 7, 6, 4);
    var index = BruteForceIndex.of(frames.slice(0, 9));
    var retrieval = new Retrieval(index);

    var whole = retrieval.mix(features, 0.5);

    for (long row : new long[] {0, 4095, 4096, 8191, 8192, 8198}) {
      var alone = retrieval.mix(features.slice(row, row + 1), 0.5);
      assertThat(whole.features().row(row)).containsExactly(alone.features().row(0));
    }
  }

  @Test
  void rateZeroIsACopy() {
    var features = random(3, 6, 5);
    var mixed = new Retrieval(BruteForceIndex.of(frames)).mix(features, 0);
    assertThat(mixed.features().segment().mismatch(features.segment())).isEqualTo(-1);
    assertThat(mixed.features().segment().address()).isNotEqualTo(features.segment().address());
  }

  @Test
  void aTrainedButEmptyIndexIsRefused() {
    var empty = BruteForceIndex.of(Vectors.allocate(0, 6));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval(empty))
        .withMessageContaining("trained but holds no frames")
        .withMessageContaining("added_");
  }

  @Test
  void otherIndexesThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval(new BruteForceIndex(frames, Metric.L2, false, 0)))
        .withMessageContaining("not trained");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval(new BruteForceIndex(frames, Metric.INNER_PRODUCT, true, 0)))
        .withMessageContaining("the metric of the index is inner product");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval(new BruteForceIndex(frames, Metric.L2, true, 1000)))
        .withMessageContaining("whose ids are not the numbers from 0 on");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Retrieval(BruteForceIndex.of(frames), FrameSource.of(random(3, 5, 1))))
        .withMessage("the index has the dimension 6 and the frames 5");
  }

  @Test
  void featuresOfAnotherVersionAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval(BruteForceIndex.of(frames)).mix(random(1, 7, 1), 0))
        .withMessageContaining("the features have 7 components and the stored frames 6");
  }

  private static Vectors random(int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    var values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, columns);
  }
}
