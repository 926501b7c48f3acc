// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/// Small work of many kinds before what is measured, as in a program that has run for a while: the
/// JIT compiler has then seen other dimensions, widths, metrics and index types.
final class Pollution {

  private static final int ROUNDS = 40;
  private static final int[] DIMENSIONS = {8, 100};
  private static final int[] SIZES = {300, 700};

  private Pollution() {}

  /// Builds and searches.
  ///
  /// @param entry makes contenders
  /// @param indexes what to build
  /// @throws IOException if a library keeps its index in files, and cannot
  static void of(Contender.Entry entry, List<String> indexes) throws IOException {
    var random = new Random(1);
    for (int d : DIMENSIONS) {
      for (int n : SIZES) {
        for (var metric : List.of(Metric.L2, Metric.INNER_PRODUCT)) {
          for (String index : indexes) {
            var base = vectors(n, d, random);
            search(entry, new Task(index, base, vectors(9, d, random), 3, metric, 1));
          }
        }
      }
    }
  }

  private static void search(Contender.Entry entry, Task small) throws IOException {
    long[] ids = new long[small.count() * small.k()];
    try (var contender = entry.enter(small)) {
      contender.build();
      for (int round = 0; round < ROUNDS; round++) {
        contender.searchAll(ids);
        contender.searchOne(round % small.count(), ids);
      }
    }
  }

  private static Vectors vectors(int n, int d, Random random) {
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, d);
  }
}
