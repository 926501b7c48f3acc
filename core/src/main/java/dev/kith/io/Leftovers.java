// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Names of the temporary files of [AtomicFile], and the removal of those that a killed process has
/// left. A name has the number of its process in it.
final class Leftovers {

  private static final Pattern NAME = Pattern.compile("\\.kith-([0-9]{1,18})-[0-9]+\\.tmp");
  private static final AtomicLong NUMBER = new AtomicLong();

  /// The temporary files that this process is writing.
  private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

  private Leftovers() {}

  /// A new empty file. Not [Files#createTempFile], whose files only their owner may read.
  static Path create(Path folder) throws IOException {
    while (true) {
      var temporary = folder.resolve(name());
      if (Files.notExists(temporary)) {
        IN_USE.add(temporary);
        try {
          return Files.createFile(temporary);
        } catch (IOException e) {
          IN_USE.remove(temporary);
          throw e;
        }
      }
    }
  }

  private static String name() {
    return ".kith-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + ".tmp";
  }

  /// Nobody writes the file any more.
  static void forget(Path temporary) {
    IN_USE.remove(temporary);
  }

  static int remove(Path folder) throws IOException {
    var absolute = folder.toAbsolutePath();
    int removed = 0;
    try (var found = Files.newDirectoryStream(absolute, ".kith-*.tmp")) {
      for (var file : found) {
        if (isLeft(file) && Files.deleteIfExists(file)) {
          removed++;
        }
      }
    }
    return removed;
  }

  /// Whether the writer is gone. In containers a new process often has the number of the last one.
  private static boolean isLeft(Path file) {
    var name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return false;
    }
    long writer = Long.parseLong(name.group(1));
    return writer == ProcessHandle.current().pid()
        ? !IN_USE.contains(file)
        : ProcessHandle.of(writer).filter(ProcessHandle::isAlive).isEmpty();
  }
}
