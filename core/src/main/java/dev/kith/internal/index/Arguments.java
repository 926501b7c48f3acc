// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/// Checks of what callers give to an index.
final class Arguments {

  private Arguments() {}

  /// Checks the dimension, and that all components are finite.
  static void check(Vectors vectors, String one, String many, BaseIndex index) {
    checked(vectors, one, many, index);
  }

  /// Checks the dimension, and that all components are finite: of vectors in memory at once, of
  /// others when they are read.
  ///
  /// @return the same vectors
  static VectorSource checked(VectorSource vectors, String one, String many, BaseIndex index) {
    if (vectors.dimension() != index.dimension()) {
      throw new IllegalArgumentException(
          "the %s have dimension %d, and the index has %d"
              .formatted(many, vectors.dimension(), index.dimension()));
    }
    if (index.metric().kind() == Metric.Kind.NAN_EUCLIDEAN) {
      return vectors;
    }
    if (vectors instanceof Vectors inMemory) {
      requireFinite(inMemory, one, row -> row);
      return vectors;
    }
    return new CheckedVectors(vectors, one);
  }

  /// @param one what a vector is called
  /// @param number what the row of a vector is called
  static void requireFinite(Vectors vectors, String one, LongUnaryOperator number) {
    OptionalLong bad = vectors.firstNonFinite();
    if (bad.isPresent()) {
      throw new IllegalArgumentException(
          "%s %d holds a NaN or an infinity; clean the data, every component must be finite"
              .formatted(one, number.applyAsLong(bad.getAsLong())));
    }
  }

  /// Checks that there is one id a vector, and what it may be.
  static void checkIds(long[] ids, long vectors) {
    if (ids.length != vectors) {
      throw new IllegalArgumentException(
          ids.length + " ids for " + vectors + " vectors; one id a vector is needed");
    }
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0) {
        throw new IllegalArgumentException(
            "id " + ids[i] + " at " + i + " is negative; -1 means \"not found\"");
      }
    }
  }

  /// Checks that the index knows the parameters.
  static void check(SearchOptions options, BaseIndex index) {
    Set<SearchParameter> known = index.parameters();
    for (SearchParameter given : options.parameters().keySet()) {
      if (!known.contains(given)) {
        throw new IllegalArgumentException(
            "this index (%s) has no %s; %s"
                .formatted(
                    index.summary(),
                    given.text(),
                    known.isEmpty()
                        ? "it takes no parameters"
                        : "it takes "
                            + known.stream()
                                .map(SearchParameter::text)
                                .sorted()
                                .collect(Collectors.joining(", "))));
      }
    }
  }

  /// Checks the number of inverted lists.
  static void requireListCount(int lists) {
    if (lists < 1) {
      throw new IllegalArgumentException(
          "the number of lists is " + lists + ", and must be at least 1");
    }
  }

  /// Checks that ids stay ids when they are shifted.
  static void requireShiftable(NativeLongs ids, long shift) {
    for (long i = 0; i < ids.size(); i++) {
      if (ids.get(i) + shift < 0) {
        throw new IllegalArgumentException(
            "addToIds is %d, which makes the id %d negative; ids are 0 to 2^63 - 1"
                .formatted(shift, ids.get(i)));
      }
    }
  }
}
