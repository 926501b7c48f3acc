// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.cluster.MiniBatchOptions;
import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniBatchRunsTest {

  @Test
  void answersWithStepsAndSecondsAndWritesCentroids(@TempDir Path folder) throws IOException {
    float[] values = new float[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 * (i % 2) + i / 400f;
    }
    var options = MiniBatchOptions.defaults().batchSize(50);
    var out = folder.resolve("centroids.npy");
    var runs = new MiniBatchRuns(Vectors.of(values, 1), 2, options, 1);
    assertThat(runs.run(3, out)).matches("[1-9][0-9]* [0-9]+[.][0-9]{6}");
    assertThat(Npy.read(out).size()).isEqualTo(2);
  }
}
