// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.RowKeys;
import dev.kith.internal.kernel.RowMemory;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.Visits;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// Tells how many vectors of a sample a sketch lets through, when the limit of a query is its
/// nearest neighbour in the sample.
final class SketchTrial {

  private final Vectors sample;
  private final int step;
  private final float[] queries;
  private final float[] limits;

  /// @param sample at least two vectors
  /// @param most how many of them are queries, at most
  SketchTrial(Vectors sample, Metric metric, int most) {
    this.sample = sample;
    this.limits = new float[(int) Math.min(most, sample.size())];
    this.step = (int) sample.size() / limits.length;
    int d = sample.dimension();
    this.queries = new float[limits.length * d];
    RowKeys operation = Kernels.best().rowKeys(metric);
    var memory = RowMemory.of(sample.segment(), sample.dimension());
    long[] rows = new long[(int) sample.size()];
    Arrays.setAll(rows, i -> i);
    float[] keys = new float[rows.length];
    float[] sums = new float[RowKeys.SCRATCH];
    for (int q = 0; q < limits.length; q++) {
      sample.copyRow((long) q * step, queries, q * d);
      operation.compute(memory, rows, 0, rows.length, queries, q * d, keys, sums);
      limits[q] = least(keys, q * step);
    }
  }

  /// The least key of another vector that is not the same.
  private static float least(float[] keys, int own) {
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < keys.length; i++) {
      if (i != own && keys[i] != keys[own]) {
        least = Math.min(least, keys[i]);
      }
    }
    return least;
  }

  /// The share of the sample that passes the bounds.
  ///
  /// @param known what is known of the sample
  double survivors(ByteSketch sketch, SketchSample known) {
    try (var heap = new NativeHeap()) {
      var panels = new CodePanels(heap, sketch.rowBytes(), PANEL);
      new SketchEncoder(sketch).complete(known, panels);
      var sketched = new SketchedQueries(sketch);
      sketched.load(queries, limits.length);
      var bounds = new SketchKeys(sketched).on(panels);
      var visits = Visits.ofAll(limits.length);
      var kernels = Kernels.best();
      long passed = 0;
      for (long panel = 0; panel < panels.panels(); panel++) {
        bounds.open(panel, panels.width(panel), limits.length);
        for (int from = 0; from < limits.length; from += TILE) {
          int count = Math.min(TILE, limits.length - from);
          bounds.compute(visits, from, count);
          for (int q = 0; q < count; q++) {
            float limit = sketched.largestKey(from + q, limits[from + q]);
            passed +=
                Long.bitCount(kernels.atMost(bounds.keys(), q * PANEL, panels.width(panel), limit));
          }
        }
      }
      return (double) passed / limits.length / sample.size();
    }
  }
}
