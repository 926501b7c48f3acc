// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/// The files beside the tests, written by `tools/make_npy_samples.py`.
final class Samples {

  static final int ROWS = 7;
  static final int COLUMNS = 5;

  private Samples() {}

  static Path path(String name) {
    try {
      return Path.of(Objects.requireNonNull(Samples.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// Element (row, column) of the samples of a number type.
  static float expected(char kind, long row, int column) {
    float number = row * COLUMNS + column;
    return switch (kind) {
      case 'f' -> number + 0.5f;
      case 'i' -> number - 9;
      default -> number;
    };
  }
}
