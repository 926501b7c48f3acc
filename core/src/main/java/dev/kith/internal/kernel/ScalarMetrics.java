// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The metrics beyond L2 and inner product, one pair of vectors at a time (specification of the
/// factory, section 2.1).
final class ScalarMetrics {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private ScalarMetrics() {}

  /// Compares two vectors.
  private interface Comparison {
    float of(float[] x, float[] queries, int at);
  }

  private static Comparison comparison(Metric metric) {
    return switch (metric.kind()) {
      case L1 -> ScalarMetrics::l1;
      case LINF -> ScalarMetrics::linf;
      case LP -> (x, y, at) -> lp(x, y, at, metric.argument());
      case CANBERRA -> ScalarMetrics::canberra;
      case BRAY_CURTIS -> ScalarMetrics::brayCurtis;
      case JENSEN_SHANNON -> ScalarMetrics::jensenShannon;
      case JACCARD -> ScalarMetrics::jaccard;
      case NAN_EUCLIDEAN -> ScalarMetrics::nanEuclidean;
      case L2, INNER_PRODUCT -> throw new IllegalArgumentException(metric + " has a kernel");
    };
  }

  private static float sign(Metric metric) {
    return metric.isSimilarity() ? -1 : 1;
  }

  static RowKeys rowKeys(Metric metric) {
    Comparison comparison = comparison(metric);
    float sign = sign(metric);
    return (memory, rows, from, to, queries, at, keys, _) -> {
      float[] row = new float[memory.d()];
      for (int i = from; i < to; i++) {
        MemorySegment chunk = memory.chunk(rows[i]);
        MemorySegment.copy(chunk, FLOAT, memory.offset(rows[i]), row, 0, row.length);
        keys[i] = sign * comparison.of(row, queries, at);
      }
    };
  }

  static PanelKeys keys(Metric metric) {
    Comparison comparison = comparison(metric);
    float sign = sign(metric);
    return (panels, offset, width, d, queries, at, count, keys) -> {
      float[] row = new float[d];
      for (int j = 0; j < width; j++) {
        gather(panels, offset + (long) j * Float.BYTES, width, row);
        for (int q = 0; q < count; q++) {
          keys[q * Kernels.PANEL + j] = sign * comparison.of(row, queries, at[q]);
        }
      }
    };
  }

  private static void gather(MemorySegment panels, long from, int width, float[] row) {
    for (int i = 0; i < row.length; i++) {
      long at = from + (long) i * width * Float.BYTES;
      row[i] = panels.get(FLOAT, at);
    }
  }

  private static float l1(float[] x, float[] y, int at) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.abs(x[i] - y[at + i]);
    }
    return sum;
  }

  private static float linf(float[] x, float[] y, int at) {
    float max = 0;
    for (int i = 0; i < x.length; i++) {
      max = Math.max(max, Math.abs(x[i] - y[at + i]));
    }
    return max;
  }

  private static float lp(float[] x, float[] y, int at, float p) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (float) Math.pow(Math.abs(x[i] - y[at + i]), p);
    }
    return sum;
  }

  private static float canberra(float[] x, float[] y, int at) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      float scale = Math.abs(x[i]) + Math.abs(y[at + i]);
      // 0 / 0 counts as equal: two zeros do not differ
      sum += scale == 0 ? 0 : Math.abs(x[i] - y[at + i]) / scale;
    }
    return sum;
  }

  private static float brayCurtis(float[] x, float[] y, int at) {
    float differences = 0;
    float sums = 0;
    for (int i = 0; i < x.length; i++) {
      differences += Math.abs(x[i] - y[at + i]);
      sums += Math.abs(x[i] + y[at + i]);
    }
    return differences == 0 ? 0 : differences / sums;
  }

  private static float jensenShannon(float[] x, float[] y, int at) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      float middle = 0.5f * (x[i] + y[at + i]);
      sum += divergence(middle, x[i]) + divergence(middle, y[at + i]);
    }
    return 0.5f * sum;
  }

  /// One term of the Kullback-Leibler divergence to the midpoint; a share of 0 adds nothing.
  private static float divergence(float middle, float share) {
    return share == 0 ? 0 : -share * (float) Math.log(middle / share);
  }

  private static float jaccard(float[] x, float[] y, int at) {
    float minima = 0;
    float maxima = 0;
    for (int i = 0; i < x.length; i++) {
      minima += Math.min(x[i], y[at + i]);
      maxima += Math.max(x[i], y[at + i]);
    }
    return minima / maxima;
  }

  private static float nanEuclidean(float[] x, float[] y, int at) {
    float sum = 0;
    int present = 0;
    for (int i = 0; i < x.length; i++) {
      float difference = x[i] - y[at + i];
      if (!Float.isNaN(difference)) {
        sum += difference * difference;
        present++;
      }
    }
    // nothing in common: not comparable, and never found
    return present == 0 ? Float.NaN : (float) x.length / present * sum;
  }
}
