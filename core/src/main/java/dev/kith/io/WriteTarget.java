// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/// Finds the file that a path stands for, and refuses what must not be replaced.
final class WriteTarget {

  private static final int MOST_LINKS = 40;

  private WriteTarget() {}

  /// Follows symbolic links and checks that a file can be there.
  ///
  /// @return an absolute path whose folder exists
  static Path resolve(Path target) throws IOException {
    var file = follow(target.toAbsolutePath());
    checkFolder(file);
    if (Files.isDirectory(file)) {
      throw failure(file, "is a folder, and a file was to be written; add a file name");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw failure(file, "is a device or a pipe, which would be replaced; name a regular file");
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new AccessDeniedException(
          file.toString(),
          null,
          "the file is read-only, so it was left as it is; make it writable or choose another name");
    }
    return file;
  }

  /// The folder of a resolved file.
  static Path folder(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  private static Path follow(Path target) throws IOException {
    var file = target;
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(target.toString());
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  private static void checkFolder(Path file) throws IOException {
    var folder = file.getParent();
    if (folder == null) {
      throw failure(file, "is a folder, and a file was to be written; add a file name");
    }
    if (Files.isDirectory(folder)) {
      return;
    }
    if (Files.exists(folder)) {
      throw failure(
          folder, "is a file and not a folder, so " + file.getFileName() + " cannot lie in it");
    }
    throw new NoSuchFileException(
        folder.toString(),
        null,
        "there is no such folder to write "
            + file.getFileName()
            + " in; create it, or correct the path");
  }

  private static FileSystemException failure(Path file, String reason) {
    return new FileSystemException(file.toString(), null, reason);
  }
}
