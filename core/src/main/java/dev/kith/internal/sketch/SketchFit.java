// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// Chooses a sketch for vectors, or none, by what it would spare on a sample: some vectors of the
/// sample are queries, the distance to the nearest of the others is a limit, and the sketch lets so
/// many others through. The choice depends on the sample alone, never on a clock.
final class SketchFit {

  /// Columns that are tried, as far as vectors are long enough.
  private static final int[] COLUMNS = {8, 16, 24, 32, 48, 64};

  /// What second bytes are for is done with few of them, as variance falls off quickly.
  private static final int ONE_SECOND_BYTE_IN = 8;

  /// The most that sketches may add to the bytes of a vector and its id, the room that lists lose
  /// at their ends included.
  private static final double MOST_MEMORY = 0.06;

  private static final int LIST_ENDS = 3;

  private static final int LEAST_SAMPLE = 512;
  private static final int MOST_SAMPLE = 1024;
  private static final int QUERIES = 48;

  // what a search of a batch waits for, in cycles of the processor that this was measured on
  private static final double OF_COMPONENT = 1 / 16.0;
  private static final double OF_COLUMN = 0.045;
  private static final double OF_ROW = 0.7;
  private static final double OF_SURVIVOR = 100;
  private static final double OF_SURVIVING_COMPONENT = 0.5;

  /// What must be left of the cost.
  private static final double LEAST_GAIN = 0.8;

  private SketchFit() {}

  /// Whether vectors of a dimension could have sketches under a metric at all.
  static boolean isPossible(int d, Metric metric) {
    boolean bounded = metric.kind() == Metric.Kind.L2 || metric.kind() == Metric.Kind.INNER_PRODUCT;
    return bounded && mostColumns(d) >= COLUMNS[0];
  }

  private static int mostColumns(int d) {
    double bytes = MOST_MEMORY * (d * Float.BYTES + Long.BYTES);
    return Math.min(d / 2, (int) bytes - ByteSketch.TERM_BYTES - LIST_ENDS);
  }

  /// Vectors of a sample.
  static int sampleSize(long vectors) {
    return (int) Math.min(vectors, Math.clamp(vectors / 4, LEAST_SAMPLE, MOST_SAMPLE));
  }

  /// The sketch that spares most.
  ///
  /// @return null where none spares enough
  static @Nullable ByteSketch find(Vectors sample, Metric metric) {
    int most = mostColumns(sample.dimension());
    int extra = ByteSketch.extraColumns(metric.isSimilarity());
    int m = Math.min(most, COLUMNS[COLUMNS.length - 1]) - extra;
    var known = SketchSample.of(sample, metric, m);
    var trial = new SketchTrial(sample, metric, QUERIES);
    double least = LEAST_GAIN * sample.dimension() * OF_COMPONENT;
    ByteSketch best = null;
    for (int columns : COLUMNS) {
      if (columns <= most) {
        int seconds = columns / ONE_SECOND_BYTE_IN;
        var sketch = ByteSketch.of(known, columns - extra - seconds, seconds);
        double cost = cost(sketch, trial.survivors(sketch, known));
        if (cost < least) {
          least = cost;
          best = sketch;
        }
      }
    }
    return best;
  }

  private static double cost(ByteSketch sketch, double survivors) {
    double survivor = OF_SURVIVOR + OF_SURVIVING_COMPONENT * sketch.d();
    return OF_ROW + OF_COLUMN * sketch.columns() + survivors * survivor;
  }
}
