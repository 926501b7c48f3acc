// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrieverTest {

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
  void mixesTheEightNearest() {
    var features = random(5, 6, 2);
    var index = BruteForceIndex.of(frames);
    try (var retriever = Retriever.of(index, DEFAULTS.rate(0.6))) {
      var mixed = mix(retriever, features);
      for (int row = 0; row < 5; row++) {
        assertThat(mixed.row(row))
            .containsExactly(expected(index, features.slice(row, row + 1), 0.6), within(1e-6f));
      }
      assertThat(retriever.counts()).isEqualTo(new RetrievalCounts(1, 5, 0, 0, 0, 0, 0));
    }
  }

  /// The formula as it is written down, in double.
  private float[] expected(Index index, Vectors feature, double rate) {
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

  /// Of whole vectors in lists, in one list, behind a refinement, and decoded once.
  @ParameterizedTest
  @ValueSource(strings = {"IVF4,Flat", "Flat", "IVF4,PQ3x4fs,RFlat", "IVF4,SQ8", "L2norm,Flat"})
  void worksWithAnyIndexThatNumbersItsVectors(String factory) {
    try (var index = index(factory, frames);
        var retriever = Retriever.of(index, DEFAULTS.rate(1))) {
      var stored = index.reconstruct(0, 30);
      var mixed = mix(retriever, stored);
      assertThat(mixed.firstNonFinite()).isEmpty();
      assertThat(retriever.counts().unmatched()).isZero();
    }
  }

  @Test
  void storedFramesComeBackAsTheyAre() {
    try (var retriever = Retriever.of(BruteForceIndex.of(frames), DEFAULTS.rate(1))) {
      assertThat(mix(retriever, frames).segment().mismatch(frames.segment())).isEqualTo(-1);
      assertThat(retriever.counts().exact()).isEqualTo(30);
    }
  }

  @Test
  void mixesInPlace() {
    try (var index = index("IVF4,Flat", frames);
        var retriever = Retriever.of(index, DEFAULTS)) {
      var features = random(17, 6, 2);
      var expected = mix(retriever, features);
      retriever.mix(features, features);
      assertThat(features.segment().mismatch(expected.segment())).isEqualTo(-1);
    }
  }

  @Test
  void fewerFramesThanNeighboursArePartial() {
    try (var few = index("IVF2,Flat", frames.slice(0, 3));
        var retriever = Retriever.of(few, DEFAULTS.rate(1))) {
      assertThat(mix(retriever, random(4, 6, 3)).firstNonFinite()).isEmpty();
      assertThat(retriever.counts().partial()).isEqualTo(4);
    }
  }

  /// With more lists, frames whose lists hold fewer than 8 frames get what an exhaustive search
  /// finds first in the lists that it needs; without, they are mixed from what there is.
  @Test
  void shortListsAreWidened() {
    var content = random(120, 6, 6);
    var features = random(50, 6, 7);
    try (var index = index("IVF30,Flat", content);
        var wide = Retriever.of(index, DEFAULTS.rate(1));
        var narrow = Retriever.of(index, DEFAULTS.rate(1).widen(false))) {
      var mixed = mix(wide, features);
      mix(narrow, features);

      assertThat(narrow.counts().partial()).isPositive();
      assertThat(wide.counts().widened()).isEqualTo(narrow.counts().partial());
      assertThat(wide.counts().partial()).isZero();
      for (int row = 0; row < 50; row++) {
        assertThat(mixed.row(row)).containsExactly(widened(index, features.slice(row, row + 1)));
      }
    }
  }

  private static float[] widened(Index index, Vectors feature) {
    int nprobe = 1;
    while (index.search(feature, 8, SearchOptions.defaults().nprobe(nprobe)).found(0) < 8) {
      nprobe *= 2;
    }
    var search = SearchOptions.defaults().threads(1).nprobe(nprobe);
    try (var exact = Retriever.of(index, DEFAULTS.rate(1).widen(false).search(search))) {
      return mix(exact, feature).row(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void blocksAndThreadsChangeNothing(int threads) {
    var features = random(4096 * 2 + 4096 + 7, 6, 4);
    var options = DEFAULTS.rate(0.5).search(SearchOptions.defaults().threads(threads));
    try (var index = index("IVF5,Flat", frames.slice(0, 25));
        var retriever = Retriever.of(index, options)) {
      var whole = mix(retriever, features);
      for (long row : new long[] {0, 63, 64, 4095, 4096, 8191, 8192, 12_294}) {
        assertThat(mix(retriever, features.slice(row, row + 1)).row(0))
            .containsExactly(whole.row(row));
      }
      assertThat(retriever.counts().calls()).isEqualTo(9);
      assertThat(retriever.counts().frames()).isEqualTo(features.size() + 8);
    }
  }

  @Test
  void rateZeroIsACopy() {
    var features = random(3, 6, 5);
    try (var retriever = Retriever.of(BruteForceIndex.of(frames), DEFAULTS)) {
      retriever.setRate(0);
      assertThat(mix(retriever, features).segment().mismatch(features.segment())).isEqualTo(-1);
    }
  }

  /// RVC: out = mixed * p + feature * (1 - p), with p = protect where there is no voice, 1 else.
  @Test
  void framesWithoutAVoiceAreProtected() {
    var features = random(4, 6, 8);
    try (var retriever = Retriever.of(BruteForceIndex.of(frames), DEFAULTS.protect(0.2))) {
      var mixed = mix(retriever, features);
      var guarded = Vectors.allocate(4, 6);
      retriever.mix(features, new float[] {100, 0, 440, 0.5f}, guarded);
      assertThat(retriever.counts().guarded()).isEqualTo(2);
      assertShare(features, mixed, guarded, 1, 0.2, 1, 0.2);

      retriever.mix(features, new float[] {100, 100, 100, 0, 0, 100, 0, 0}, guarded);
      assertShare(features, mixed, guarded, 1, 0.6, 0.6, 0.2);

      retriever.setProtect(0.5);
      retriever.mix(features, new float[4], guarded);
      assertShare(features, mixed, guarded, 1, 1, 1, 1);
    }
  }

  private static void assertShare(
      Vectors features, Vectors mixed, Vectors guarded, double... shares) {
    for (int row = 0; row < shares.length; row++) {
      for (int i = 0; i < features.dimension(); i++) {
        double expected =
            shares[row] * mixed.get(row, i) + (1 - shares[row]) * features.get(row, i);
        assertThat((double) guarded.get(row, i)).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void opensAFileWithoutReadingItsVectors() throws IOException {
    var file = folder.resolve("added_IVF4_Flat_nprobe_1_anna_v2.index");
    var features = random(20, 6, 2);
    try (var index = index("IVF4,Flat", frames);
        var inMemory = Retriever.of(index, DEFAULTS)) {
      FaissFiles.write(index, file);
      try (var mapped = Retriever.open(file, DEFAULTS)) {
        assertThat(mix(mapped, features).segment().mismatch(mix(inMemory, features).segment()))
            .isEqualTo(-1);
      }
    }
  }

  @Test
  void aSecondCallAtTheSameTimeIsRefused() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var slow =
        new FrameSource() {
          @Override
          public long size() {
            return frames.size();
          }

          @Override
          public int dimension() {
            return frames.dimension();
          }

          @Override
          public void copyRow(long id, float[] to) {
            begun.countDown();
            try {
              end.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            frames.copyRow(id, to, 0);
          }
        };
    var features = random(1, 6, 2);
    try (var threads = Executors.newSingleThreadExecutor();
        var retriever = Retriever.of(BruteForceIndex.of(frames), slow, DEFAULTS)) {
      var first = threads.submit(() -> mix(retriever, features));
      begun.await();
      assertThatIllegalStateException()
          .isThrownBy(() -> mix(retriever, features))
          .withMessageContaining("serves one stream");
      end.countDown();
      first.get();
      assertThat(mix(retriever, features).size()).isEqualTo(1);
    }
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
