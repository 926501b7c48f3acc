// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Finds out before the work begins that its result could not be saved.
final class OutputFiles {

  private OutputFiles() {}

  /// Checks a file that is to be written.
  ///
  /// @param file may exist, and is then replaced
  /// @param inputs what must not be overwritten
  /// @throws IOException with the reason why it cannot be written
  static void check(Path file, Path... inputs) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      checkFolder(folder);
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder; name a file in it");
    }
    for (Path input : inputs) {
      if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
        throw new IllegalArgumentException(
            file + " is both input and output; name another output file");
      }
    }
  }

  private static void checkFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "no such folder; create it first");
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(
          folder.toString(), null, "nothing can be written to this folder; name another one");
    }
  }
}
