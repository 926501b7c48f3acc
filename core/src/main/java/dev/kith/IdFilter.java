// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongPredicate;

/// Which ids may be found, or are to be removed. Filters are asked from several threads at once and
/// must always give the same answer during a call.
@FunctionalInterface
public interface IdFilter {

  /// Whether an id is accepted.
  ///
  /// @param id an id of the index, never -1
  /// @return true to accept
  boolean accepts(long id);

  /// Ids that a predicate accepts.
  ///
  /// @param predicate safe to call from several threads
  /// @return the filter
  static IdFilter of(LongPredicate predicate) {
    return predicate::test;
  }

  /// Ids whose bit is set.
  ///
  /// @param bits bit i stands for id i; not to be changed during a call
  /// @return the filter
  static IdFilter of(BitSet bits) {
    return id -> id >= 0 && id <= Integer.MAX_VALUE && bits.get((int) id);
  }

  /// Ids in a half-open range.
  ///
  /// @param from the first id
  /// @param to one past the last
  /// @return the filter
  static IdFilter range(long from, long to) {
    return id -> from <= id && id < to;
  }

  /// Ids in an array.
  ///
  /// @param sorted ascending ids; not to be changed during a call
  /// @return the filter
  /// @throws IllegalArgumentException if the ids do not ascend
  static IdFilter sorted(long... sorted) {
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i - 1] > sorted[i]) {
        throw new IllegalArgumentException(
            "ids must ascend, and at " + i + " " + sorted[i] + " follows " + sorted[i - 1]);
      }
    }
    return id -> Arrays.binarySearch(sorted, id) >= 0;
  }

  /// The ids that this filter refuses.
  ///
  /// @return the opposite
  default IdFilter negate() {
    return id -> !accepts(id);
  }
}
