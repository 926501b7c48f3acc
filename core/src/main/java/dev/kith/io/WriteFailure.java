// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Turns what the system says about a failed write into a sentence with cause and cure.
final class WriteFailure {

  /// Below so much free space a failed write is put down to a full disk.
  private static final long LITTLE = 1 << 20;

  private WriteFailure() {}

  static IOException creating(Path file, IOException cause) {
    var folder = WriteTarget.folder(file);
    if (cause instanceof AccessDeniedException) {
      var denied =
          new AccessDeniedException(
              folder.toString(),
              null,
              "this user may not create files in the folder; choose another folder, or change its"
                  + " permissions");
      denied.initCause(cause);
      return denied;
    }
    return failure(folder, "no file can be created in the folder: " + text(cause), cause);
  }

  static IOException writing(Path file, IOException cause) {
    if (cause instanceof ClosedByInterruptException) {
      return cause; // the thread was asked to stop, and its caller looks for this type
    }
    return failure(file, "writing failed: " + text(cause) + freeSpace(file), cause);
  }

  static IOException replacing(Path file, IOException cause) {
    return failure(
        file,
        "the new content could not take the place of the old file, which is unchanged: "
            + text(cause)
            + "; close programs that have the file open",
        cause);
  }

  private static FileSystemException failure(Path file, String reason, IOException cause) {
    var failure = new FileSystemException(file.toString(), null, reason);
    failure.initCause(cause);
    return failure;
  }

  private static String text(IOException cause) {
    var reason = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
    return Objects.requireNonNullElse(reason, cause.getClass().getSimpleName());
  }

  private static String freeSpace(Path file) {
    try {
      long free = Files.getFileStore(WriteTarget.folder(file)).getUsableSpace();
      return free < LITTLE
          ? "; the disk is full (" + free + " bytes are free): make room or choose another disk"
          : "; if the disk is full make room or choose another one (" + free + " bytes are free)";
    } catch (IOException e) {
      return "";
    }
  }
}
