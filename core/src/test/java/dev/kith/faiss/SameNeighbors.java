// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Neighbors;
import org.assertj.core.data.Offset;

/// Compares answers of two implementations: distances to 1e-5 of their size, and the same ids, but
/// for those that swap places at the same distance.
final class SameNeighbors {

  private static final float RELATIVE = 1e-5f;

  private SameNeighbors() {}

  static void check(Neighbors found, Neighbors expected) {
    assertThat(found.queries()).isEqualTo(expected.queries());
    assertThat(found.k()).isEqualTo(expected.k());
    for (int query = 0; query < found.queries(); query++) {
      for (int rank = 0; rank < found.k(); rank++) {
        float distance = expected.distance(query, rank);
        assertThat(found.distance(query, rank))
            .as("distance %d of query %d", rank, query)
            .isCloseTo(distance, within(distance));
        assertThat(
                expected.id(query, rank) == found.id(query, rank)
                    || isTied(found, expected, query, rank))
            .as("id %d of query %d: %d", rank, query, found.id(query, rank))
            .isTrue();
      }
    }
  }

  /// Whether the id that was found stands elsewhere at the same distance, or was cut off behind a
  /// last place of the same distance.
  private static boolean isTied(Neighbors found, Neighbors expected, int query, int rank) {
    float distance = found.distance(query, rank);
    for (int other = 0; other < expected.k(); other++) {
      boolean close =
          Math.abs(expected.distance(query, other) - distance) <= within(distance).value;
      if (close && (expected.id(query, other) == found.id(query, rank) || other == found.k() - 1)) {
        return true;
      }
    }
    return false;
  }

  private static Offset<Float> within(float distance) {
    return Offset.offset(Math.max(Math.abs(distance), 1) * RELATIVE);
  }
}
