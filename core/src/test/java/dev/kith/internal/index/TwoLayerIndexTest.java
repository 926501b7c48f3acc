// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.Parallelism;
import dev.kith.factory.IndexFactory;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Codes of two layers: what they stand for, and that they are not searched.
class TwoLayerIndexTest {

  private static final int D = 12;
  private static final Vectors DATA = vectors();

  private static Vectors vectors() {
    Random random = TestSeed.random(1);
    float[] values = new float[700 * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  private static TwoLayerIndex filled(String factory) {
    var index = (TwoLayerIndex) IndexFactory.create(D, factory, Metric.L2);
    index.train(DATA, IndexFixture.QUIET);
    index.add(DATA, IndexFixture.QUIET);
    return index;
  }

  @ParameterizedTest
  @CsvSource({
    "'Residual16,PQ3x4', 1, 2",
    "'Residual1,PQ3x4', 0, 2",
    "'Residual300,PQ4', 2, 4",
    "'Residual2x3,PQ3x4', 1, 2",
    "'Residual3x3,PQ4x5', 2, 3"
  })
  void aCodeIsAListNumberAndTheCodeOfTheRest(String factory, int first, int second) {
    try (var index = filled(factory)) {
      Codes codes = index.encode(DATA, Parallelism.of(1));
      assertThat(index.codeSize()).isEqualTo(first + second).isEqualTo(codes.codeSize());
      long[] nearest = index.quantizer().search(DATA, 1).ids();
      for (int row = 0; row < 700; row++) {
        assertThat(ListNumbers.read(codes, row, first)).isEqualTo(nearest[row]);
        float[] centroid = index.quantizer().reconstruct(nearest[row]);
        float[] rest = index.product().decode(codes.columns(first, first + second)).row(row);
        float[] whole = index.reconstruct(row);
        for (int i = 0; i < D; i++) {
          assertThat(whole[i]).isEqualTo(rest[i] + centroid[i]);
        }
      }
      assertThat(index.decode(codes).segment().mismatch(index.reconstruct(0, 700).segment()))
          .isEqualTo(-1);
      assertThat(index.report().type()).isEqualTo(factory);
    }
  }

  @Test
  void isNotSearched() {
    try (var index = filled("Residual2x3,PQ3x4")) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> index.search(DATA, 1))
          .withMessage(
              "Residual2x3,PQ3x4 is a codec: it encodes and decodes, and is not searched; use \"IVF64,PQ3\"");
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> index.rangeSearch(DATA, 1));
    }
  }

  @Test
  void vectorsComeAndGo() {
    try (var index = filled("Residual16,PQ3x4");
        var other = filled("Residual16,PQ3x4")) {
      float[] last = index.reconstruct(699);
      assertThat(index.remove(id -> id < 600)).isEqualTo(600);
      assertThat(index.reconstruct(99)).isEqualTo(last);
      index.merge(other, 0);
      assertThat(index.size()).isEqualTo(800);
      assertThat(index.reconstruct(799)).isEqualTo(last);

      var different = (TwoLayerIndex) IndexFactory.create(D, "Residual16,PQ3x4", Metric.L2);
      different.train(DATA.slice(0, 400), IndexFixture.QUIET);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.merge(different, 0))
          .withMessageContaining("one training");
    }
  }
}
