// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.faiss.FaissFiles;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeEstimateTest {

  private static final int D = 32;
  private static final int N = 3000;
  private static final Percentage ROUGHLY = Percentage.withPercentage(7);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flat",
        "IDMap2,Flat",
        "SQ6",
        "PQ8x6np",
        "PQ16x4fs",
        "IVF20,Flat",
        "IVF20,SQ8",
        "IVF20,PQ8x6np",
        "IVF20,PQ16x4fsr",
        "IVF20(PCA8,Flat),SQfp16",
        "PCA16,L2norm,Pad24,IVF20,SQ4",
        "IVF20,PQ16x4fs,RFlat",
        "IVF20,PQ16x4fs,Refine(SQ8)"
      })
  void isNearTheSizeOfTheFile(String text) throws IOException {
    var data = gaussian();
    var quiet = BuildOptions.defaults().listener(BuildListener.SILENT);
    Path file = folder.resolve("x.index");
    try (var index = IndexFactory.create(D, text, Metric.L2)) {
      index.train(data, quiet);
      if (text.startsWith("IDMap")) {
        index.add(data, LongStream.range(0, N).toArray(), quiet);
      } else {
        index.add(data, quiet);
      }
      FaissFiles.write(index, file);
    }

    assertThat(IndexSpec.parse(text).estimatedBytes(D, N)).isCloseTo(Files.size(file), ROUGHLY);
  }

  private static Vectors gaussian() {
    var random = TestSeed.random(5);
    float[] values = new float[N * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  @Test
  void everyStringHasOne() {
    assertThat(TableRow.accepted())
        .filteredOn(row -> !row.text().contains("CQ"))
        .allSatisfy(row ->
            assertThat(IndexSpec.parse(row.text()).estimatedBytes(row.d(), 1_000_000))
                .isGreaterThan(1_000_000 * row.codeSize().orElse(0) - 1));
  }
}
