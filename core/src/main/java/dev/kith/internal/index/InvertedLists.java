// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.PanelList;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// Inverted lists of float vectors: for every list its vectors in panels and their ids.
public final class InvertedLists implements AutoCloseable {

  private final NativeHeap heap = new NativeHeap();
  private final int d;
  private final PanelList[] vectors;
  private final NativeLongs[] ids;

  InvertedLists(int count, int d) {
    this.d = d;
    this.vectors = new PanelList[count];
    this.ids = new NativeLongs[count];
    for (int list = 0; list < count; list++) {
      vectors[list] = new PanelList(heap, d);
      ids[list] = new NativeLongs(heap);
    }
  }

  /// Number of lists.
  ///
  /// @return nlist
  public int count() {
    return vectors.length;
  }

  /// Vectors in a list.
  ///
  /// @param list number
  /// @return how many
  public long size(int list) {
    return ids[list].size();
  }

  /// Vectors in each list.
  long[] sizes() {
    long[] sizes = new long[count()];
    Arrays.setAll(sizes, this::size);
    return sizes;
  }

  /// The vectors of a list.
  ///
  /// @param list number
  /// @return the panels themselves
  public PanelList vectors(int list) {
    return vectors[list];
  }

  /// The ids of a list, in the order of its vectors.
  ///
  /// @param list number
  /// @return the ids themselves
  public NativeLongs ids(int list) {
    return ids[list];
  }

  /// How many ids a filter accepts.
  long countIds(IdFilter filter) {
    long count = 0;
    for (NativeLongs list : ids) {
      for (long i = 0; i < list.size(); i++) {
        count += filter.accepts(list.get(i)) ? 1 : 0;
      }
    }
    return count;
  }

  /// Makes room for vectors, so that appending them cannot fail half-way.
  ///
  /// @param list number
  /// @param count vectors in all
  public void reserve(int list, long count) {
    vectors[list].reserve(count);
    ids[list].reserve(count);
  }

  /// Appends one block of vectors to a list.
  ///
  /// @param list number
  /// @param added the vectors
  /// @param addedIds one id a vector
  public void append(int list, Vectors added, long[] addedIds) {
    reserve(list, size(list) + addedIds.length);
    vectors[list].append(added, CodeStore.RowOrder.SAME, addedIds.length);
    for (long id : addedIds) {
      ids[list].add(id);
    }
  }

  void append(int list, InvertedLists other, long addToIds) {
    reserve(list, size(list) + other.size(list));
    vectors[list].append(other.vectors[list]);
    for (long i = 0; i < other.size(list); i++) {
      ids[list].add(other.ids[list].get(i) + addToIds);
    }
  }

  /// Moves the last entry of a list into a hole, and forgets nothing yet (see [#truncate]).
  void move(int list, long from, long to) {
    vectors[list].move(from, to);
    ids[list].set(to, ids[list].get(from));
  }

  void truncate(int list, long size) {
    vectors[list].truncate(size);
    ids[list].truncate(size);
  }

  /// Where an id is, by looking through all lists.
  ///
  /// @return its place as a [DirectMap] has it, or [DirectMap#NOWHERE]
  long find(long id) {
    for (int list = 0; list < count(); list++) {
      for (long offset = 0; offset < size(list); offset++) {
        if (ids[list].get(offset) == id) {
          return DirectMap.place(list, offset);
        }
      }
    }
    return DirectMap.NOWHERE;
  }

  long largestId() {
    long largest = -1;
    for (NativeLongs list : ids) {
      largest = Math.max(largest, list.max());
    }
    return largest;
  }

  /// A copy of one vector.
  float[] vector(int list, long offset) {
    float[] copy = new float[d];
    vectors[list].copyRow(offset, copy, 0);
    return copy;
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
