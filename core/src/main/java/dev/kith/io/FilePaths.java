// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Paths from text that a user typed.
public final class FilePaths {

  private FilePaths() {}

  /// The path that a text names. As [Path#of], but where the locale of the process is to blame the
  /// message says so: without a UTF-8 locale the JVM has no way to name a file outside ASCII.
  ///
  /// @param text a path
  /// @return the same
  /// @throws InvalidPathException if no file can have this name, with the cause and the cure
  public static Path of(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw explained(e, System.getProperty("sun.jnu.encoding", "unknown"));
    }
  }

  static InvalidPathException explained(InvalidPathException refused, String encoding) {
    var text = refused.getInput();
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(text) || encoding.startsWith("UTF")) {
      return refused;
    }
    var explained =
        new InvalidPathException(
            text,
            "the process runs in a locale that knows no letters outside ASCII (its encoding of file"
                + " names is "
                + encoding
                + "); start it with LC_ALL=C.UTF-8 in the environment, or rename the file",
            refused.getIndex());
    explained.initCause(refused);
    return explained;
  }
}
