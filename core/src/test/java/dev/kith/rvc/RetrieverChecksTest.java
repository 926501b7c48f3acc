// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.faiss.FaissFiles;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a retriever refuses.
class RetrieverChecksTest {

  private static final RetrieverOptions DEFAULTS = RetrieverOptions.defaults();
  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  private final Vectors frames = random(30, 6, 1);

  @TempDir Path folder;

  private static Vectors mix(Retriever retriever, Vectors features) {
    var out = Vectors.allocate(features.size(), features.dimension());
    retriever.mix(features, out);
    return out;
  }

  private static Index index(String factory, Vectors content) {
    var index = IndexFactory.create(content.dimension(), factory, Metric.L2);
    index.train(content, QUIET);
    index.add(content, QUIET);
    return index;
  }

  @Test
  void aTrainedButEmptyIndexIsRefused() {
    var empty = BruteForceIndex.of(Vectors.allocate(0, 6));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retriever.of(empty, DEFAULTS))
        .withMessageContaining("trained but holds no frames")
        .withMessageContaining("added_");
  }

  @Test
  void otherIndexesThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retriever.of(new BruteForceIndex(frames, Metric.L2, false, 0), DEFAULTS))
        .withMessageContaining("not trained");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Retriever.of(new BruteForceIndex(frames, Metric.INNER_PRODUCT, true, 0), DEFAULTS))
        .withMessageContaining("the metric of the index is inner product");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Retriever.of(new BruteForceIndex(frames, Metric.L2, true, 1000), DEFAULTS))
        .withMessageContaining("whose ids are not the numbers from 0 on");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Retriever.of(BruteForceIndex.of(frames), FrameSource.of(random(3, 5, 1)), DEFAULTS))
        .withMessage("the index has the dimension 6 and the frames 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Retriever.of(
                index("Flat", frames), DEFAULTS.search(SearchOptions.defaults().nprobe(2))))
        .withMessageContaining("has no nprobe");
  }

  @Test
  void idsOfTheCallersAreRefused() {
    try (var index = IndexFactory.create(6, "IVF2,Flat", Metric.L2)) {
      index.train(frames, QUIET);
      index.add(frames.slice(0, 2), new long[] {0, 7}, QUIET);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Retriever.of(index, DEFAULTS))
          .withMessageContaining("whose ids are not the numbers from 0 on");
    }
  }

  @Test
  void argumentsThatDoNotFitAreRefused() {
    try (var retriever = Retriever.of(BruteForceIndex.of(frames), DEFAULTS)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> mix(retriever, random(1, 7, 1)))
          .withMessageContaining("the features have 7 components and the stored frames 6");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> retriever.mix(random(2, 6, 1), Vectors.allocate(1, 6)))
          .withMessageContaining("do not fit into");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> retriever.mix(random(2, 6, 1), new float[3], Vectors.allocate(2, 6)))
          .withMessageContaining("3 values of pitch for 2 frames");
      var bad = random(3, 6, 1);
      bad.set(1, new float[] {1, 2, Float.NaN, 4, 5, 6});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> mix(retriever, bad))
          .withMessageContaining("frame 1 holds a NaN");
    }
  }

  @Test
  void anIndexThatHasChangedIsNoticed() {
    try (var index = index("IVF2,Flat", frames);
        var retriever = Retriever.of(index, DEFAULTS)) {
      index.add(frames.slice(0, 1), QUIET);
      assertThatIllegalStateException()
          .isThrownBy(() -> mix(retriever, random(1, 6, 1)))
          .withMessageContaining("the index has changed");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void otherRatesAreRefused(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.rate(rate))
        .withMessageContaining("the rate is " + rate + ", and must be from 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 0.51, Double.NaN})
  void otherProtectionsAreRefused(double protect) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.protect(protect))
        .withMessageContaining("protect is " + protect);
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.neighbours(0));
  }

  @Test
  void closingEndsAnIndexOfItsOwn() throws IOException {
    var file = folder.resolve("added.index");
    try (var index = index("IVF2,Flat", frames)) {
      FaissFiles.write(index, file);
    }
    var retriever = Retriever.open(file, DEFAULTS);
    retriever.close();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> mix(retriever, random(1, 6, 1)));
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
