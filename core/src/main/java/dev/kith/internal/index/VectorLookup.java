// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.internal.sketch.SketchedRows;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.NoSuchElementException;

/// The stored vectors of an index by their numbers, from 0 on: looked up where they are, if the
/// index holds whole vectors, and from a copy of all of them otherwise. For any number of threads,
/// as long as the index is not changed.
@FunctionalInterface
public interface VectorLookup {

  /// Copies a vector.
  ///
  /// @param id 0 to the size of the index
  /// @param to receives its components
  void copy(long id, float[] to);

  /// A lookup for an index.
  ///
  /// @param index filled
  /// @return the lookup; it takes 8 bytes a vector where these are in inverted lists
  /// @throws NoSuchElementException if the ids are not 0 to `size() - 1`
  /// @throws UnsupportedOperationException if the index cannot reconstruct
  static VectorLookup of(Index index) {
    return switch (index) {
      case FlatIndex flat -> (id, to) -> flat.codes().copyRow(id, to, 0);
      case IvfFlatIndex ivf -> ofLists(ivf);
      case RefineIndex refined -> of(refined.refiner());
      default -> ofCopy(index.reconstruct(0, index.size()));
    };
  }

  private static VectorLookup ofCopy(Vectors all) {
    return (id, to) -> all.copyRow(id, to, 0);
  }

  private static VectorLookup ofLists(IvfFlatIndex index) {
    InvertedLists<SketchedRows> lists = index.lists();
    long[] places = new long[Math.toIntExact(index.size())];
    Arrays.fill(places, DirectMap.NOWHERE);
    for (int list = 0; list < lists.count(); list++) {
      for (long offset = 0; offset < lists.size(list); offset++) {
        long id = lists.ids(list).get(offset);
        if (id >= places.length || places[(int) id] != DirectMap.NOWHERE) {
          throw new NoSuchElementException(
              "id "
                  + id
                  + " is not one of the numbers below "
                  + places.length
                  + ", each of them once");
        }
        places[(int) id] = DirectMap.place(list, offset);
      }
    }
    return (id, to) -> {
      long place = places[(int) id];
      if (place == DirectMap.NOWHERE) {
        throw new NoSuchElementException("there is no vector with the id " + id);
      }
      lists.codes(DirectMap.list(place)).copyRow(DirectMap.offset(place), to, 0);
    };
  }
}
