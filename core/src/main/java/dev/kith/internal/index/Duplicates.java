// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.memory.LongMap;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.memory.NativeLongs;
import java.util.function.LongConsumer;

/// Ids of vectors that are not stored because an equal one is: pairs of the id that is kept and
/// another one, in the order in which they came or were read.
///
/// As in Faiss, an id stands for one vector here: where a caller has given one to several, each of
/// them is found with the duplicates of all.
public final class Duplicates {

  private final NativeLongs kept;
  private final NativeLongs others;

  /// Pairs of the same kept id form a ring; the last one leads to the first.
  private final NativeLongs next;

  private final LongMap last = new LongMap();

  /// No duplicates.
  ///
  /// @param heap where the memory of the pairs comes from
  Duplicates(NativeHeap heap) {
    this.kept = new NativeLongs(heap);
    this.others = new NativeLongs(heap);
    this.next = new NativeLongs(heap);
  }

  /// Number of pairs.
  ///
  /// @return vectors that are not stored
  public long size() {
    return kept.size();
  }

  /// The first halves of the pairs.
  ///
  /// @return ids that are in the lists
  public NativeLongs kept() {
    return kept;
  }

  /// The second halves of the pairs.
  ///
  /// @return ids that are in no list
  public NativeLongs others() {
    return others;
  }

  /// Makes room.
  ///
  /// @param pairs in all
  public void reserve(long pairs) {
    kept.reserve(pairs);
    others.reserve(pairs);
    next.reserve(pairs);
  }

  /// Appends a pair.
  ///
  /// @param id that is kept
  /// @param other id of an equal vector
  public void add(long id, long other) {
    long pair = kept.size();
    kept.add(id);
    others.add(other);
    next.add(pair);
    long before = last.get(id);
    if (before != LongMap.ABSENT) {
      next.set(pair, next.get(before));
      next.set(before, pair);
    }
    last.put(id, pair);
  }

  /// Calls back for the duplicates of a vector, in the order in which they came.
  ///
  /// @param id that is kept
  /// @param action takes the other ids
  void forEach(long id, LongConsumer action) {
    long end = last.get(id);
    if (end == LongMap.ABSENT) {
      return;
    }
    long pair = end;
    do {
      pair = next.get(pair);
      action.accept(others.get(pair));
    } while (pair != end);
  }

  /// Replaces ids of duplicates by those of the vectors that are kept.
  ///
  /// @param ids any; changed in place
  void toKept(long[] ids) {
    if (size() == 0) {
      return;
    }
    LongMap wanted = new LongMap();
    for (long id : ids) {
      wanted.put(id, id);
    }
    for (long pair = size() - 1; pair >= 0; pair--) {
      if (wanted.get(others.get(pair)) != LongMap.ABSENT) {
        wanted.put(others.get(pair), kept.get(pair));
      }
    }
    for (int i = 0; i < ids.length; i++) {
      ids[i] = wanted.get(ids[i]);
    }
  }

  /// Removes ids. The first duplicate that stays takes the place of a kept id that goes.
  ///
  /// @param gone ids to remove, as keys
  /// @return for each kept id that goes and has an heir, the heir
  LongMap remove(LongMap gone) {
    long[] before = kept.toArray();
    long[] beside = others.toArray();
    LongMap heirs = new LongMap();
    clear();
    for (int pair = 0; pair < before.length; pair++) {
      if (contains(gone, beside[pair])) {
        continue;
      }
      if (!contains(gone, before[pair])) {
        add(before[pair], beside[pair]);
      } else if (contains(heirs, before[pair])) {
        add(heirs.get(before[pair]), beside[pair]);
      } else {
        heirs.put(before[pair], beside[pair]);
      }
    }
    return heirs;
  }

  private static boolean contains(LongMap map, long key) {
    return map.get(key) != LongMap.ABSENT;
  }

  void clear() {
    kept.truncate(0);
    others.truncate(0);
    next.truncate(0);
    last.clear();
  }

  /// Bytes beside the heap that the pairs are on.
  long bytes() {
    return last.bytes();
  }
}
