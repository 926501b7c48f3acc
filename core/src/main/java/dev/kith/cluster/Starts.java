// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.internal.sketch.NearestSearch;
import dev.kith.internal.sketch.Sketches;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;

/// Chooses the centroids to start from: several times, and the choice is kept that fits a sample
/// best (specification of the factory, section 5.4, steps 1 to 3).
final class Starts {

  private final VectorSource source;
  private final int k;
  private final MiniBatchOptions options;
  private final RowDraws draws;
  private final Parallelism parallelism;
  private final int rows;
  private final Batch judges;
  private final Sketches sketches;

  /// @param judges sample that choices are judged by
  Starts(
      VectorSource source,
      int k,
      MiniBatchOptions options,
      RowDraws draws,
      Batch judges,
      Sketches sketches,
      Parallelism parallelism) {
    this.source = source;
    this.k = k;
    this.options = options;
    this.draws = draws;
    this.judges = judges;
    this.sketches = sketches;
    this.parallelism = parallelism;
    this.rows = judges.size();
  }

  /// The best of several choices.
  ///
  /// @return k x d centroids in memory of their own
  Vectors best() {
    var given = options.initialCentroids();
    if (given != null) {
      var copy = Vectors.allocate(k, source.dimension());
      given.read(0, copy);
      return copy;
    }
    var best = choose();
    if (options.starts() == 1) {
      return best;
    }
    double least = inertia(best);
    for (int start = 1; start < options.starts(); start++) {
      var other = choose();
      double inertia = inertia(other);
      if (inertia < least) {
        least = inertia;
        best = other;
      }
    }
    return best;
  }

  private Vectors choose() {
    return switch (options.start()) {
      case RANDOM -> random();
      case PLUS_PLUS -> plusPlus();
    };
  }

  private Vectors random() {
    long[] sample = sample();
    int[] places = draws.places(k, rows);
    long[] chosen = new long[k];
    for (int c = 0; c < k; c++) {
      chosen[c] = sample[places[c]];
    }
    var centroids = Vectors.allocate(k, source.dimension());
    source.gather(chosen, centroids);
    Batch.requireFinite(centroids, chosen);
    return centroids;
  }

  /// Rows to choose from; all of them where there are not more.
  private long[] sample() {
    if (rows < source.size()) {
      return draws.rows(rows);
    }
    long[] all = new long[rows];
    for (int row = 0; row < rows; row++) {
      all[row] = row;
    }
    return all;
  }

  private Vectors plusPlus() {
    var batch = new Batch(source, rows, parallelism).load(sample());
    Batch.requireFinite(batch.points(), batch.sorted());
    try (var choice = new PlusPlus(batch.points(), k, draws, parallelism)) {
      return choice.choose(k);
    }
  }

  private double inertia(Vectors centroids) {
    int[] labels = new int[rows];
    float[] distances = new float[rows];
    new NearestSearch(centroids, sketches, parallelism).assign(judges.points(), labels, distances);
    return judges.inertia(distances);
  }

  static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
