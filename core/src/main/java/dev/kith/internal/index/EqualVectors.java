// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.memory.LongMap;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;

/// Finds, among numbered vectors, the first of those that are equal bit by bit.
final class EqualVectors {

  private static final ValueLayout.OfInt BITS = ValueLayout.JAVA_INT_UNALIGNED;

  private final LongMap numbers = new LongMap();
  private final Source source;
  private final MemorySegment vector;
  private final MemorySegment other;

  /// Hands out vectors.
  @FunctionalInterface
  interface Source {
    /// Copies a vector.
    ///
    /// @param number any that was noted
    /// @param to receives it
    void copy(long number, MemorySegment to);
  }

  /// None noted yet.
  ///
  /// @param source knows the vectors by their numbers
  /// @param d components of a vector
  EqualVectors(Source source, int d) {
    this.source = source;
    this.vector = MemorySegment.ofArray(new int[d]);
    this.other = MemorySegment.ofArray(new int[d]);
  }

  /// Notes a vector.
  ///
  /// @param number not noted yet
  /// @return the number of the equal vector that was noted first; `number` itself if there was none
  long note(long number) {
    source.copy(number, vector);
    // vectors of the same hash take the next free one
    for (long hash = hash(vector); ; hash++) {
      long noted = numbers.get(hash);
      if (noted == LongMap.ABSENT) {
        numbers.put(hash, number);
        return number;
      }
      source.copy(noted, other);
      if (vector.mismatch(other) < 0) {
        return noted;
      }
    }
  }

  private static long hash(MemorySegment vector) {
    long hash = 0;
    for (long at = 0; at < vector.byteSize(); at += Integer.BYTES) {
      hash = (hash ^ vector.get(BITS, at)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  /// Vectors without those that equal an earlier one.
  ///
  /// @param vectors n x d
  /// @return the vectors themselves, or a copy of some
  static Vectors distinct(Vectors vectors) {
    var equal =
        new EqualVectors(
            (row, to) -> to.copyFrom(vectors.slice(row, row + 1).segment()), vectors.dimension());
    int[] first =
        IntStream.range(0, Math.toIntExact(vectors.size()))
            .filter(row -> equal.note(row) == row)
            .toArray();
    return first.length == vectors.size() ? vectors : vectors.select(first);
  }
}
