// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// An index string is valid, but this version of the library cannot build a part of it.
public final class NotBuiltYetException extends UnsupportedOperationException {

  private static final long serialVersionUID = 1L;

  private final String part;

  NotBuiltYetException(IndexSpec whole, SpecNode part) {
    super(
        "\"%s\" is valid, but not built yet: this version cannot make \"%s\" (%s)"
            .formatted(whole, part, part.describe()));
    this.part = part.toString();
  }

  /// The part that cannot be built.
  ///
  /// @return its spelling
  public String part() {
    return part;
  }
}
