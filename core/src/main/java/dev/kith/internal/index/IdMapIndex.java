// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.internal.memory.LongMap;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.BitSet;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Ids of the caller's around an index that numbers its vectors itself: an array from positions to
/// ids, and for `IDMap2` a hash table back (specification of the factory, section 2.17).
public final class IdMapIndex extends WrapperIndex {

  private final NativeHeap heap = new NativeHeap();
  private final NativeLongs ids = new NativeLongs(heap);
  private final @Nullable LongMap positions;

  /// Wraps an index.
  ///
  /// @param inner owned by this index from now on; holds no vectors yet, or those whose ids are
  ///   then noted (see [#note])
  /// @param twoWay whether vectors can be found by id (`IDMap2`)
  public IdMapIndex(Index inner, boolean twoWay) {
    super(inner.dimension(), inner);
    this.positions = twoWay ? new LongMap() : null;
  }

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    Neighbors found = inner().search(queries, k, inside(options));
    long[] translated = found.ids();
    for (int i = 0; i < translated.length; i++) {
      translated[i] = translated[i] < 0 ? translated[i] : ids.get(translated[i]);
    }
    return found;
  }

  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    return inner().rangeSearch(queries, radius, inside(options)).mapIds(ids::get);
  }

  /// The same options for the inner index, whose ids are positions.
  private SearchOptions inside(SearchOptions options) {
    IdFilter filter = options.filter();
    return filter == null ? options : options.filter(position -> filter.accepts(ids.get(position)));
  }

  @Override
  void doTrain(VectorSource sample, BuildOptions options) {
    inner().train(sample, options);
  }

  @Override
  void doAdd(VectorSource added, long @Nullable [] addedIds, BuildOptions options) {
    if (addedIds == null) {
      throw new UnsupportedOperationException(
          "an index with an id map needs ids: add(vectors, ids)");
    }
    ids.reserve(ids.size() + addedIds.length);
    inner().add(added, options);
    for (long id : addedIds) {
      note(id);
    }
  }

  /// Appends an id without a vector, as a reader of files does.
  ///
  /// @param id of the next position
  public void note(long id) {
    if (positions != null) {
      positions.put(id, ids.size());
    }
    ids.add(id);
  }

  @Override
  float[] doReconstruct(long id) {
    return inner().reconstruct(position(id));
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    Vectors found = Vectors.allocate(count, dimension());
    for (long i = 0; i < count; i++) {
      found.set(i, inner().reconstruct(position(first + i)));
    }
    return found;
  }

  private long position(long id) {
    if (positions == null) {
      throw new UnsupportedOperationException("IDMap cannot find a vector by its id; IDMap2 can");
    }
    long position = positions.get(id);
    if (position == LongMap.ABSENT) {
      throw new NoSuchElementException("there is no vector with the id " + id);
    }
    return position;
  }

  @Override
  long doRemove(IdFilter removed) {
    if (!inner().shiftsOnRemoval()) {
      throw new UnsupportedOperationException(
          "vectors cannot be removed through an id map around "
              + inner().report().type()
              + ", whose numbers do not close up; that index takes ids itself");
    }
    BitSet gone = new BitSet();
    long[] before = ids.toArray();
    for (int position = 0; position < before.length; position++) {
      gone.set(position, removed.accepts(before[position]));
    }
    inner().remove(IdFilter.of(gone));
    forgetIds();
    for (int position = 0; position < before.length; position++) {
      if (!gone.get(position)) {
        note(before[position]);
      }
    }
    return gone.cardinality();
  }

  private void forgetIds() {
    ids.truncate(0);
    if (positions != null) {
      positions.clear();
    }
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    IdMapIndex source = (IdMapIndex) other;
    Arguments.requireShiftable(source.ids, addToIds);
    inner().merge(source.inner(), inner().shiftsOnRemoval() ? 0 : inner().size());
    for (long i = 0; i < source.ids.size(); i++) {
      note(source.ids.get(i) + addToIds);
    }
  }

  @Override
  void doReset() {
    inner().reset();
    forgetIds();
  }

  @Override
  void doClose() {
    inner().close();
    freeIds();
  }

  /// Frees the ids alone, where the index inside lives on.
  void freeIds() {
    heap.close();
  }

  /// The ids by position.
  ///
  /// @return the ids themselves
  public NativeLongs ids() {
    return ids;
  }

  /// Whether vectors can be found by id.
  ///
  /// @return true for `IDMap2`
  public boolean isTwoWay() {
    return positions != null;
  }

  @Override
  public long largestId() {
    return ids.max();
  }

  @Override
  public boolean numbersByPosition() {
    return false;
  }

  @Override
  public boolean isTrained() {
    return inner().isTrained();
  }

  @Override
  public long memoryBytes() {
    return inner().memoryBytes() + heap.bytes() + (positions == null ? 0 : positions.bytes());
  }

  @Override
  public IndexReport report() {
    return report(
        isTwoWay() ? "IDMap2" : "IDMap", Map.of("bytes per id", (long) Long.BYTES), inner());
  }
}
