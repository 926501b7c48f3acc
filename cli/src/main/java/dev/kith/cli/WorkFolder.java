// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// A folder to work in, removed afterwards if nobody wants to keep it.
final class WorkFolder implements AutoCloseable {

  private final Path path;
  private final boolean kept;

  private WorkFolder(Path path, boolean kept) {
    this.path = path;
    this.kept = kept;
  }

  /// A new folder among the system's temporary ones.
  ///
  /// @param kept whether it stays
  /// @throws IOException if it cannot be made
  static WorkFolder temporary(boolean kept) throws IOException {
    return new WorkFolder(Files.createTempDirectory("kith-demo-"), kept);
  }

  /// A folder of the user's, which stays.
  ///
  /// @param path made if it is not there
  /// @throws IOException if it cannot be made
  static WorkFolder at(Path path) throws IOException {
    return new WorkFolder(Files.createDirectories(path), true);
  }

  Path path() {
    return path;
  }

  boolean isKept() {
    return kept;
  }

  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    List<Path> deepestFirst;
    try (var all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
