// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.vector.Vectors;

/// What the transforms ask of their arguments.
final class Checks {

  private static final int MOST_ENTRIES = Integer.MAX_VALUE - 8;

  private Checks() {}

  static int dimension(String what, int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "the " + what + " is " + dimension + ", and must be at least 1");
    }
    return dimension;
  }

  /// The entries of a matrix that is to be made.
  static int entries(int rows, int columns) {
    long entries = (long) rows * columns;
    if (entries > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d has more than the %d entries that fit; use fewer dimensions"
              .formatted(rows, columns, MOST_ENTRIES));
    }
    return (int) entries;
  }

  static void length(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "the %s has %d entries, and must have %d".formatted(what, found, expected));
    }
  }

  static void input(VectorTransform transform, Vectors vectors) {
    vectors(transform.name(), "takes", transform.inputDimension(), vectors);
  }

  static void output(VectorTransform transform, Vectors vectors) {
    vectors(transform.name(), "gives", transform.outputDimension(), vectors);
  }

  private static void vectors(String name, String verb, int expected, Vectors vectors) {
    if (vectors.dimension() != expected) {
      throw new IllegalArgumentException(
          "%s %s vectors of dimension %d, and these have %d"
              .formatted(name, verb, expected, vectors.dimension()));
    }
  }

  static void sample(VectorTransform transform, Vectors sample) {
    input(transform, sample);
    if (sample.size() == 0) {
      throw new IllegalArgumentException(
          transform.name() + " is to be trained with no vectors; pass a sample of the data");
    }
  }

  static IllegalStateException untrained(VectorTransform transform) {
    return new IllegalStateException(
        transform.name() + " is not trained; call train with a sample first");
  }
}
