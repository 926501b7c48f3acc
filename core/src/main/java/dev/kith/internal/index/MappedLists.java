// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.index.DirectMapType;
import dev.kith.internal.panel.CodeStore;
import dev.kith.vector.Codes;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.IntToLongFunction;
import java.util.stream.LongStream;

/// Inverted lists and the direct map that says where an id is, changed together.
///
/// @param <S> the layout of the codes
final class MappedLists<S extends CodeStore> {

  private final InvertedLists<S> lists;
  private DirectMap map;

  MappedLists(InvertedLists<S> lists) {
    this.lists = lists;
    this.map = new DirectMap(DirectMapType.NONE, lists.heap());
  }

  DirectMap map() {
    return map;
  }

  /// Takes over the map of a file.
  void restore(DirectMap stored) {
    map = stored;
  }

  /// Builds or drops the map.
  ///
  /// @param ids one more than the largest that an array may have
  void setMap(DirectMapType type, long ids) {
    DirectMap built = build(type, ids);
    map.release();
    map = built;
  }

  private DirectMap build(DirectMapType type, long ids) {
    DirectMap built = new DirectMap(type, lists.heap());
    for (int list = 0; type != DirectMapType.NONE && list < lists.count(); list++) {
      for (long offset = 0; offset < lists.size(list); offset++) {
        long id = lists.ids(list).get(offset);
        if (type == DirectMapType.ARRAY && (id >= ids || built.get(id) != DirectMap.NOWHERE)) {
          built.release();
          throw new IllegalStateException(
              "a direct map by array needs each of the ids 0 to %d once, and there is %d%s; use a hash table"
                  .formatted(ids - 1, id, id < ids ? " again" : ""));
        }
        built.put(id, DirectMap.place(list, offset));
      }
    }
    return built;
  }

  /// Hears of lists that have grown.
  @FunctionalInterface
  interface Growth {
    /// Called for each list once.
    ///
    /// @param list number
    /// @param from its size before
    void grown(int list, long from);
  }

  /// Makes room for rows.
  ///
  /// @return the size of the list of each group
  long[] reserve(RowsByList rows) {
    long[] sizes = new long[rows.groups()];
    for (int group = 0; group < sizes.length; group++) {
      int list = rows.list(group);
      sizes[group] = lists.size(list);
      lists.reserve(list, sizes[group] + rows.count(group));
    }
    return sizes;
  }

  /// Appends codes to their lists.
  ///
  /// @param targets for each code its list
  /// @param ids for each code its id
  void append(Codes codes, int[] targets, IntToLongFunction ids, Growth growth) {
    RowsByList rows = new RowsByList(targets, lists.count());
    long[] sizes = reserve(rows);
    for (int group = 0; group < sizes.length; group++) {
      append(group, codes, rows, ids);
      growth.grown(rows.list(group), sizes[group]);
    }
  }

  /// Appends the codes of other lists.
  void merge(InvertedLists<?> source, long addToIds, Growth growth) {
    if (map.type() != DirectMapType.NONE) {
      throw new UnsupportedOperationException("drop the direct map before merging");
    }
    for (int list = 0; list < lists.count(); list++) {
      Arguments.requireShiftable(source.ids(list), addToIds);
    }
    for (int list = 0; list < lists.count(); list++) {
      long size = lists.size(list);
      lists.append(list, source, addToIds);
      if (lists.size(list) > size) {
        growth.grown(list, size);
      }
    }
  }

  private void append(int group, Codes codes, RowsByList rows, IntToLongFunction ids) {
    int list = rows.list(group);
    long offset = lists.size(list);
    lists.codes(list).append(codes, i -> rows.row(group, (int) i), rows.count(group));
    for (int i = 0; i < rows.count(group); i++) {
      long id = ids.applyAsLong(rows.row(group, i));
      lists.ids(list).add(id);
      map.put(id, DirectMap.place(list, offset + i));
    }
  }

  /// Forgets rows that were being appended.
  ///
  /// @param sizes what [#reserve] gave
  /// @param ids one more than the largest that stays
  void takeBack(RowsByList rows, long[] sizes, long ids) {
    for (int group = 0; group < sizes.length; group++) {
      lists.truncate(rows.list(group), sizes[group]);
    }
    setMap(map.type(), ids);
  }

  /// Removes entries; the last entry of a list moves into the hole, as in Faiss.
  ///
  /// @return how many
  long remove(IdFilter ids) {
    if (map.type() == DirectMapType.ARRAY) {
      throw new UnsupportedOperationException(
          "the direct map is an array, whose ids have no gaps; drop it or use a hash table");
    }
    // asked before anything moves, so that a filter that throws leaves the index as it was
    long removed = lists.countIds(ids);
    for (int list = 0; list < lists.count() && removed > 0; list++) {
      remove(list, ids);
    }
    return removed;
  }

  private void remove(int list, IdFilter ids) {
    long end = lists.size(list);
    for (long offset = 0; offset < end; ) {
      long id = lists.ids(list).get(offset);
      if (!ids.accepts(id)) {
        offset++;
        continue;
      }
      map.remove(id);
      end--;
      if (offset < end) {
        lists.move(list, end, offset);
        map.put(lists.ids(list).get(offset), DirectMap.place(list, offset));
      }
    }
    lists.truncate(list, end);
  }

  /// Copies the codes of some vectors.
  ///
  /// @param ids in any order; may repeat
  /// @return for each the list it is in
  int[] copyEach(long[] ids, Codes to) {
    long[] places = map.type() == DirectMapType.NONE ? lists.find(ids) : mapped(ids);
    int[] sources = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      if (places[i] == DirectMap.NOWHERE) {
        throw missing(ids[i]);
      }
      sources[i] = DirectMap.list(places[i]);
      lists.codes(sources[i]).copyCode(DirectMap.offset(places[i]), to.segment(), to.offset(i));
    }
    return sources;
  }

  private long[] mapped(long[] ids) {
    return LongStream.of(ids).map(map::get).toArray();
  }

  /// Copies the codes of consecutive ids.
  ///
  /// @return for each the list it is in
  int[] copyAll(long first, Codes to) {
    int[] sources = new int[Math.toIntExact(to.size())];
    Arrays.fill(sources, ListScan.NO_LIST);
    for (int list = 0; list < lists.count(); list++) {
      for (long offset = 0; offset < lists.size(list); offset++) {
        long row = lists.ids(list).get(offset) - first;
        if (row >= 0 && row < sources.length) {
          lists.codes(list).copyCode(offset, to.segment(), to.offset(row));
          sources[(int) row] = list;
        }
      }
    }
    for (int row = 0; row < sources.length; row++) {
      if (sources[row] == ListScan.NO_LIST) {
        throw missing(first + row);
      }
    }
    return sources;
  }

  private static NoSuchElementException missing(long id) {
    return new NoSuchElementException("there is no vector with the id " + id);
  }

  void clear() {
    for (int list = 0; list < lists.count(); list++) {
      lists.truncate(list, 0);
    }
    map.clear();
  }
}
