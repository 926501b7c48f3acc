// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.vector.Vectors;
import java.nio.file.Path;

/// Looks for NaN and infinity in vectors that were read.
final class FiniteCheck {

  private FiniteCheck() {}

  /// Where an element lies in the file that it came from.
  @FunctionalInterface
  interface Position {
    long of(long row, long component);
  }

  static void check(Path file, Vectors vectors, Position position) throws NonFiniteException {
    check(file, 0, vectors, position);
  }

  /// @param first the row of the file that is the first of `vectors`
  static void check(Path file, long first, Vectors vectors, Position position)
      throws NonFiniteException {
    var found = vectors.firstNonFinite();
    if (found.isEmpty()) {
      return;
    }
    long at = found.getAsLong();
    int component = 0;
    while (Float.isFinite(vectors.get(at, component))) {
      component++;
    }
    long row = first + at;
    throw new NonFiniteException(
        file.toString(), position.of(row, component), row, component, vectors.get(at, component));
  }
}
