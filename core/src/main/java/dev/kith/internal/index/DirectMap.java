// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.index.DirectMapType;
import dev.kith.internal.memory.LongMap;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.memory.NativeLongs;

/// From ids to places in inverted lists. A place is `list << 32 | offset` (specification of the
/// file format, section 3.8).
public final class DirectMap {

  /// The place of an id that was not stored.
  public static final long NOWHERE = -1;

  private final DirectMapType type;
  private final NativeLongs array;
  private final LongMap hash = new LongMap();

  /// An empty map.
  ///
  /// @param type its kind
  /// @param heap where an array's memory comes from
  public DirectMap(DirectMapType type, NativeHeap heap) {
    this.type = type;
    this.array = new NativeLongs(heap);
  }

  /// The place of an offset in a list.
  ///
  /// @param list number
  /// @param offset below 2^32
  /// @return both in one number
  public static long place(int list, long offset) {
    return (long) list << 32 | offset;
  }

  /// The list of a place.
  ///
  /// @param place any but [#NOWHERE]
  /// @return its number; negative for a place that cannot be
  public static int list(long place) {
    return (int) (place >>> 32);
  }

  /// The offset of a place in its list.
  ///
  /// @param place any but [#NOWHERE]
  /// @return 0 to 2^32 - 1
  public static long offset(long place) {
    return place & 0xffffffffL;
  }

  /// The kind.
  ///
  /// @return how the map works
  public DirectMapType type() {
    return type;
  }

  /// Where an id is.
  ///
  /// @param id any
  /// @return its place, or [#NOWHERE]
  public long get(long id) {
    return switch (type) {
      case NONE -> NOWHERE;
      case ARRAY -> id >= 0 && id < array.size() ? array.get(id) : NOWHERE;
      case HASH -> {
        long place = hash.get(id);
        yield place == LongMap.ABSENT ? NOWHERE : place;
      }
    };
  }

  /// Notes where an id is. For an array, ids must come in their order.
  ///
  /// @param id the id
  /// @param place where it is, or [#NOWHERE]
  public void put(long id, long place) {
    switch (type) {
      case NONE -> {}
      case ARRAY -> {
        while (array.size() <= id) {
          array.add(NOWHERE);
        }
        array.set(id, place);
      }
      case HASH -> {
        if (place != NOWHERE) {
          hash.put(id, place);
        }
      }
    }
  }

  void remove(long id) {
    if (type == DirectMapType.HASH) {
      hash.remove(id);
    }
  }

  /// Gives an array's memory back; the map is not used any more.
  void release() {
    array.release();
  }

  void clear() {
    array.truncate(0);
    hash.clear();
  }

  /// The array of places, for a map of that kind.
  ///
  /// @return one place an id; empty for other kinds
  public NativeLongs array() {
    return array;
  }

  /// The entries of the hash table, for a map of that kind.
  ///
  /// @return in the order they came; empty for other kinds
  public LongMap hash() {
    return hash;
  }

  /// Bytes beside the heap that the map was given.
  long bytes() {
    return type == DirectMapType.HASH ? hash.bytes() : 0;
  }
}
