// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.internal.random.RandomArrays;
import dev.kith.transform.VectorTransform;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreTransformTrainingTest {

  private static final int D = 12;

  private static final BuildListener CANCELS =
      new BuildListener() {
        @Override
        public boolean isCancelled() {
          return true;
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {"PCA6,IVF4,Flat", "RR8,IVF4,Flat", "PCA8,ITQ,IVF4,Flat", "ITQ6,IVF4,Flat"})
  void cancelledTrainingLeavesNothingTrained(String factory) {
    Vectors sample = Vectors.of(RandomArrays.gaussian(400 * D, 7), D);
    try (var index = (PreTransformIndex) IndexFactory.create(D, factory, Metric.L2);
        var other = (PreTransformIndex) IndexFactory.create(D, factory, Metric.L2)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> index.train(sample, BuildOptions.defaults().listener(CANCELS)));
      assertThat(index.chain()).noneMatch(VectorTransform::isTrained);
      assertThat(index.isTrained()).isFalse();

      index.train(sample);
      other.train(sample);
      assertThat(index.chain()).isEqualTo(other.chain()).allMatch(VectorTransform::isTrained);
    }
  }
}
