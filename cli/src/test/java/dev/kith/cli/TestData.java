// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Small files of vectors, the same in every run.
final class TestData {

  private TestData() {}

  static Vectors gaussian(int rows, int dimension, long seed) {
    var random = new Random(seed);
    float[] values = new float[rows * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, dimension);
  }

  static Path npy(Path file, int rows, int dimension, long seed) throws IOException {
    Npy.write(file, gaussian(rows, dimension, seed));
    return file;
  }

  /// An experiment folder of RVC v1: two recordings.
  static Path experiment(Path folder, long seed) throws IOException {
    Path features = Files.createDirectories(folder.resolve("3_feature256"));
    npy(features.resolve("0_1.npy"), 50, 256, seed);
    npy(features.resolve("0_2.npy"), 40, 256, seed + 1);
    return folder;
  }
}
