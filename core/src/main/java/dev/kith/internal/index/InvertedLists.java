// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.internal.panel.CodeStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Inverted lists: for every list its codes and their ids.
///
/// A multi-index has millions of lists, most of them empty: those share one list that stays empty,
/// until [#reserve] gives them their own.
///
/// @param <S> the layout of the codes
public final class InvertedLists<S extends CodeStore> implements AutoCloseable {

  private final NativeHeap heap = new NativeHeap();
  private final Function<NativeHeap, S> store;
  private final Content<S> empty;
  private final List<Content<S>> lists;

  private record Content<S>(S codes, NativeLongs ids) {}

  InvertedLists(int count, Function<NativeHeap, S> store) {
    this.store = store;
    this.empty = newList();
    this.lists = new ArrayList<>(Collections.nCopies(count, empty));
  }

  private Content<S> newList() {
    return new Content<>(store.apply(heap), new NativeLongs(heap));
  }

  /// Number of lists.
  ///
  /// @return nlist
  public int count() {
    return lists.size();
  }

  /// Vectors in a list.
  ///
  /// @param list number
  /// @return how many
  public long size(int list) {
    return ids(list).size();
  }

  /// Vectors in each list.
  long[] sizes() {
    long[] sizes = new long[count()];
    Arrays.setAll(sizes, this::size);
    return sizes;
  }

  /// The codes of a list.
  ///
  /// @param list number
  /// @return the store itself; to be filled only after [#reserve]
  public S codes(int list) {
    return lists.get(list).codes();
  }

  /// The ids of a list, in the order of its codes.
  ///
  /// @param list number
  /// @return the ids themselves; to be filled only after [#reserve]
  public NativeLongs ids(int list) {
    return lists.get(list).ids();
  }

  /// How many ids a filter accepts.
  long countIds(IdFilter filter) {
    long count = 0;
    for (Content<S> list : lists) {
      NativeLongs ids = list.ids();
      for (long i = 0; i < ids.size(); i++) {
        count += filter.accepts(ids.get(i)) ? 1 : 0;
      }
    }
    return count;
  }

  /// Gives a list codes that lie elsewhere, such as in a file that is mapped.
  ///
  /// @param list number of an empty list, whose ids are to come
  /// @param codes as [#heap] gives memory, should they change
  public void set(int list, S codes) {
    lists.set(list, new Content<>(codes, new NativeLongs(heap)));
  }

  /// Makes room, so that appending them cannot fail half-way.
  ///
  /// @param list number
  /// @param count codes in all
  public void reserve(int list, long count) {
    if (count > 0 && isShared(list)) {
      lists.set(list, newList());
    }
    codes(list).reserve(count);
    ids(list).reserve(count);
  }

  @SuppressWarnings("ReferenceEquality") // of the one list that stands for all empty ones
  private boolean isShared(int list) {
    return lists.get(list) == empty;
  }

  void append(int list, InvertedLists<?> other, long addToIds) {
    reserve(list, size(list) + other.size(list));
    codes(list).append(other.codes(list));
    for (long i = 0; i < other.size(list); i++) {
      ids(list).add(other.ids(list).get(i) + addToIds);
    }
  }

  /// Moves the last entry of a list into a hole, and forgets nothing yet (see [#truncate]).
  void move(int list, long from, long to) {
    codes(list).move(from, to);
    ids(list).set(to, ids(list).get(from));
  }

  void truncate(int list, long size) {
    codes(list).truncate(size);
    ids(list).truncate(size);
  }

  /// Where ids are, by looking through all lists once.
  ///
  /// @param ids in any order; may repeat
  /// @return places as a [DirectMap] has them, or [DirectMap#NOWHERE]
  long[] find(long[] ids) {
    long[] wanted = LongStream.of(ids).sorted().distinct().toArray();
    long[] places = new long[wanted.length];
    Arrays.fill(places, DirectMap.NOWHERE);
    for (int list = 0; list < count(); list++) {
      for (long offset = 0; offset < size(list); offset++) {
        int at = Arrays.binarySearch(wanted, ids(list).get(offset));
        if (at >= 0 && places[at] == DirectMap.NOWHERE) {
          places[at] = DirectMap.place(list, offset);
        }
      }
    }
    return LongStream.of(ids).map(id -> places[Arrays.binarySearch(wanted, id)]).toArray();
  }

  /// Whether the ids are 0 to `size - 1`, each of them once.
  boolean holdPositions(long size) {
    BitSet seen = new BitSet();
    long count = 0;
    for (Content<S> list : lists) {
      NativeLongs ids = list.ids();
      count += ids.size();
      for (long i = 0; i < ids.size() && ids.get(i) < size; i++) {
        seen.set((int) ids.get(i));
      }
    }
    return count == size && seen.cardinality() == size;
  }

  long largestId() {
    long largest = -1;
    for (Content<S> list : lists) {
      largest = Math.max(largest, list.ids().max());
    }
    return largest;
  }

  /// Where the memory of the lists, and of what belongs to them, comes from.
  ///
  /// @return the heap
  public NativeHeap heap() {
    return heap;
  }

  long bytes() {
    return heap.bytes();
  }

  @Override
  public void close() {
    heap.close();
  }
}
