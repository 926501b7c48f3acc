// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.io.IOException;

/// A file is not what it should be. Says where, what was expected there and what was found.
public class MalformedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long position;
  private final String expected;
  private final String found;

  /// Describes the damage.
  ///
  /// @param file what was read, for the message
  /// @param position byte offset in the file, or -1 where there is none
  /// @param expected what should be there
  /// @param found what is there, and what to do about it
  public MalformedFileException(String file, long position, String expected, String found) {
    super(
        file
            + (position < 0 ? "" : ", byte " + position)
            + ": expected "
            + expected
            + ", found "
            + found);
    this.position = position;
    this.expected = expected;
    this.found = found;
  }

  /// Where the damage was noticed.
  ///
  /// @return byte offset, or -1
  public long position() {
    return position;
  }

  /// What should be there.
  ///
  /// @return a phrase
  public String expected() {
    return expected;
  }

  /// What is there.
  ///
  /// @return a phrase
  public String found() {
    return found;
  }
}
