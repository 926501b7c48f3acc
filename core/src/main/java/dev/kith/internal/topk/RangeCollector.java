// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.topk;

import dev.kith.RangeNeighbors;
import dev.kith.vector.Metric;
import java.util.Arrays;

/// Collects everything that is strictly better than a radius, for a block of queries.
public final class RangeCollector implements CandidateSink {

  private static final int FIRST_CAPACITY = 16;

  private final float limit;
  private final float[][] keys;
  private final long[][] ids;
  private final int[] counts;

  /// Nothing collected yet.
  ///
  /// @param queries how many
  /// @param radius in the unit of the metric
  /// @param metric fixes what better means
  public RangeCollector(int queries, float radius, Metric metric) {
    float key = metric.isSimilarity() ? -radius : radius;
    // a key must be strictly below the radius, hence at most the next float below it, if there is
    // one
    this.limit = key == Float.NEGATIVE_INFINITY ? Float.NaN : Math.nextDown(key);
    this.keys = new float[queries][0];
    this.ids = new long[queries][0];
    this.counts = new int[queries];
  }

  @Override
  public float limit(int query) {
    return limit;
  }

  @Override
  public void offer(int query, float key, long id) {
    int count = counts[query]++;
    if (count == keys[query].length) {
      int capacity = Math.max(FIRST_CAPACITY, 2 * count);
      keys[query] = Arrays.copyOf(keys[query], capacity);
      ids[query] = Arrays.copyOf(ids[query], capacity);
    }
    keys[query][count] = key;
    ids[query][count] = id;
  }

  /// Joins the results of blocks of queries.
  ///
  /// @param blocks in the order of their queries
  /// @param metric turns keys back into distances
  /// @return all results
  public static RangeNeighbors join(RangeCollector[] blocks, Metric metric) {
    int queries = 0;
    int total = 0;
    for (RangeCollector block : blocks) {
      queries += block.counts.length;
      for (int count : block.counts) {
        total = Math.addExact(total, count);
      }
    }
    int[] limits = new int[queries + 1];
    float[] distances = new float[total];
    long[] ids = new long[total];
    int query = 0;
    for (RangeCollector block : blocks) {
      for (int i = 0; i < block.counts.length; i++, query++) {
        int at = limits[query];
        for (int j = 0; j < block.counts[i]; j++) {
          distances[at + j] = metric.isSimilarity() ? 0f - block.keys[i][j] : block.keys[i][j];
          ids[at + j] = block.ids[i][j];
        }
        limits[query + 1] = at + block.counts[i];
      }
    }
    return new RangeNeighbors(limits, distances, ids);
  }
}
