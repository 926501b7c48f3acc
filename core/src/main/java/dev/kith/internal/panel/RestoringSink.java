// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.topk.CandidateSink;

/// Stands between a scan that has keys of its own and a sink that wants distances: `key * scale +
/// offset` (see [QueryBlock#rescale]).
final class RestoringSink implements CandidateSink {

  private final QueryBlock block;
  private final CandidateSink sink;

  RestoringSink(QueryBlock block, CandidateSink sink) {
    this.block = block;
    this.sink = sink;
  }

  /// A limit for keys that loses none whose distance is within the limit, whatever is rounded.
  @Override
  public float limit(int query) {
    float limit = sink.limit(query);
    if (block.scale(query) == 1 && block.offset(query) == 0) {
      return limit;
    }
    double scale = block.scale(query);
    double offset = block.offset(query);
    double slack = 4.0 * (Math.ulp(limit) + Math.ulp(offset));
    double key = (limit - offset + slack) / scale;
    return scale > 0 ? Math.nextUp((float) key) : Float.POSITIVE_INFINITY;
  }

  @Override
  public void offer(int query, float key, long id) {
    float distance = block.restored(query, key);
    if (distance <= sink.limit(query)) {
      sink.offer(query, distance, id);
    }
  }
}
