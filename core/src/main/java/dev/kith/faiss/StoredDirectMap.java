// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.index.DirectMapType;
import dev.kith.internal.index.DirectMap;
import dev.kith.internal.index.InvertedLists;
import java.io.IOException;

/// The map from ids to places (specification of the file format, section 3.8): u8 type (0 none, 1
/// array, 2 hash table); an i64 array of places, empty but for type 1; for type 2 also pairs of id
/// and place. A place is `list << 32 | offset`, or -1. Pairs are written in the order in which they
/// were read.
///
/// A map comes before the lists that it points into, so it is checked when they are there.
///
/// @param map as it was read
/// @param start position of the first place or pair
record StoredDirectMap(DirectMap map, long start) {

  private static final long PAIR_BYTES = 2 * Long.BYTES;

  /// Reads a map.
  ///
  /// @param vectors ntotal, the length of an array
  /// @param lists own the memory of an array
  static StoredDirectMap read(long vectors, InvertedLists<?> lists, IndexReader reader)
      throws IOException {
    var input = reader.input();
    var type = type(input);
    var map = new DirectMap(type, lists.heap());
    input.count(type == DirectMapType.ARRAY ? vectors : 0, Long.BYTES, "places of a direct map");
    long start = input.position();
    switch (type) {
      case NONE -> {}
      case ARRAY -> readArray(vectors, map, reader);
      case HASH -> {
        start += Long.BYTES;
        readPairs(map, reader);
      }
    }
    return new StoredDirectMap(map, start);
  }

  /// Passes over a map, where the lists that will own its memory cannot be made yet.
  ///
  /// @return its position, for [#readAt]
  static long skip(IndexInput input) throws IOException {
    long start = input.position();
    var type = type(input);
    input.skipArray(Long.BYTES, "places of a direct map");
    if (type == DirectMapType.HASH) {
      input.skipArray(PAIR_BYTES, "pairs of a direct map");
    }
    return start;
  }

  /// Reads a map that was passed over, and goes on where the input is.
  ///
  /// @param start from [#skip]
  /// @param vectors ntotal, the length of an array
  /// @param lists own the memory of an array
  static StoredDirectMap readAt(
      long start, long vectors, InvertedLists<?> lists, IndexReader reader) throws IOException {
    var input = reader.input();
    long after = input.position();
    input.moveTo(start);
    var map = read(vectors, lists, reader);
    input.moveTo(after);
    return map;
  }

  private static DirectMapType type(IndexInput input) throws IOException {
    int type = input.u8("the type of the direct map");
    return switch (type) {
      case 0 -> DirectMapType.NONE;
      case 1 -> DirectMapType.ARRAY;
      case 2 -> DirectMapType.HASH;
      default ->
          throw input.wrong("a type of direct map: 0 none, 1 array, 2 hash table", "" + type);
    };
  }

  private static void readArray(long vectors, DirectMap map, IndexReader reader)
      throws IOException {
    var input = reader.input();
    reader.budget().take(vectors, Long.BYTES, "places of a direct map", input);
    map.array().reserve(vectors);
    for (long id = 0; id < vectors; id++) {
      map.array().add(input.i64("a place of the direct map"));
    }
  }

  private static void readPairs(DirectMap map, IndexReader reader) throws IOException {
    var input = reader.input();
    long pairs = input.count(PAIR_BYTES, "pairs of a direct map");
    reader.takeTable(pairs);
    for (long i = 0; i < pairs; i++) {
      long id = input.id();
      if (map.get(id) != DirectMap.NOWHERE) {
        throw input.wrong("every id once in the direct map", id + " again");
      }
      long place = input.i64("a place of the direct map");
      if (place < 0) {
        throw input.wrong("a place (list << 32 | offset) in the direct map", "" + place);
      }
      map.put(id, place);
    }
  }

  /// Checks that the map points to what the lists hold.
  void check(InvertedLists<?> lists, IndexInput input) throws FaissFormatException {
    var array = map.array();
    for (long id = 0; id < array.size(); id++) {
      if (array.get(id) != DirectMap.NOWHERE) {
        check(id, array.get(id), start + id * Long.BYTES, lists, input);
      }
    }
    var pairs = map.hash().pairs();
    for (int i = 0; i < pairs.length; i += 2) {
      check(pairs[i], pairs[i + 1], start + (i + 1L) * Long.BYTES, lists, input);
    }
  }

  private static void check(
      long id, long place, long position, InvertedLists<?> lists, IndexInput input)
      throws FaissFormatException {
    int list = DirectMap.list(place);
    long offset = DirectMap.offset(place);
    boolean isThere =
        list >= 0
            && list < lists.count()
            && offset < lists.size(list)
            && lists.ids(list).get(offset) == id;
    if (!isThere) {
      throw input.wrong(
          position,
          "the place of the id " + id + " in the direct map",
          "list " + list + ", offset " + offset + ", where it is not");
    }
  }

  static void write(DirectMap map, IndexOutput output) throws IOException {
    output.u8(
        switch (map.type()) {
          case NONE -> 0;
          case ARRAY -> 1;
          case HASH -> 2;
        });
    output.i64(map.array().size());
    output.longs(map.array());
    if (map.type() == DirectMapType.HASH) {
      var pairs = map.hash().pairs();
      output.i64(pairs.length / 2);
      for (long number : pairs) {
        output.i64(number);
      }
    }
  }
}
