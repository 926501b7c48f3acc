// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;

/// A file of vectors holds a NaN or an infinity. The file itself is whole: [ReadOption] has a way
/// to read it all the same.
public final class NonFiniteException extends MalformedFileException {

  private static final long serialVersionUID = 1L;

  private final long row;
  private final long component;

  NonFiniteException(String file, long position, long row, long component, float value) {
    super(
        file,
        position,
        "finite numbers",
        value
            + " in row "
            + row
            + ", component "
            + component
            + (Float.isInfinite(value) ? " (or a number beyond float32)" : "")
            + "; drop the row, or allow such numbers when reading");
    this.row = row;
    this.component = component;
  }

  /// The first vector concerned.
  ///
  /// @return its row, from 0
  public long row() {
    return row;
  }

  /// The first component concerned.
  ///
  /// @return its column, from 0
  public long component() {
    return component;
  }
}
