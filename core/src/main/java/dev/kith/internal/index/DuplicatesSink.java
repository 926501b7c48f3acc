// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.internal.topk.CandidateSink;
import org.jspecify.annotations.Nullable;

/// Offers with every vector the duplicates of it, at the same distance.
///
/// @param sink takes them
/// @param duplicates of the vectors in the lists
/// @param filter which ids may be found, of those in the lists and of the others; null for all
record DuplicatesSink(CandidateSink sink, Duplicates duplicates, @Nullable IdFilter filter)
    implements CandidateSink {

  @Override
  public float limit(int query) {
    return sink.limit(query);
  }

  @Override
  public void offer(int query, float key, long id) {
    offerOne(query, key, id);
    duplicates.forEach(id, other -> offerOne(query, key, other));
  }

  private void offerOne(int query, float key, long id) {
    if (key <= sink.limit(query) && (filter == null || filter.accepts(id))) {
      sink.offer(query, key, id);
    }
  }

  @Override
  public boolean isAmbiguous(int query) {
    return sink.isAmbiguous(query);
  }

  @Override
  public void clear(int query) {
    sink.clear(query);
  }
}
