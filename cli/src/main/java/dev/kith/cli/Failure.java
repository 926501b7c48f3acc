// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Turns what went wrong into a sentence with cause and cure.
final class Failure {

  /// Exit code of a job that failed.
  static final int FAILED = 1;

  /// Exit code of a command line that asks for something impossible.
  static final int WRONG_USAGE = 2;

  private Failure() {}

  /// One or two sentences for the user.
  static String sentence(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException e -> sentence(cause(e));
      case ExecutionException e -> sentence(cause(e));
      case CompletionException e -> sentence(cause(e));
      case FileSystemException e -> fileSystem(e);
      case FileNotFoundException e -> message(e);
      case IOException e -> isDiskFull(message(e)) ? diskFull(message(e)) : message(e);
      case OutOfMemoryError e ->
          "not enough memory ("
              + message(e)
              + "); use less data, or allow more, such as KITH_JAVA_OPTS=\"-Xmx8g"
              + " -XX:MaxDirectMemorySize=8g\"";
      case CancellationException e -> "cancelled; no file was left half-written";
      case IllegalArgumentException e when e.getMessage() != null -> e.getMessage();
      case IllegalStateException e when e.getMessage() != null -> e.getMessage();
      case UnsupportedOperationException e when e.getMessage() != null -> e.getMessage();
      default ->
          "unexpected "
              + failure
              + "; that is a bug in Kith: run again with KITH_DEBUG=1 and report what it prints";
    };
  }

  private static Throwable cause(Exception wrapper) {
    Throwable cause = wrapper.getCause();
    return cause == null ? new IOException(message(wrapper)) : cause;
  }

  private static String fileSystem(FileSystemException e) {
    String file = e.getFile() == null ? "a file" : e.getFile();
    String reason = e.getReason() == null ? "" : e.getReason();
    if (!reason.isEmpty()) {
      return isDiskFull(reason) ? diskFull(file) : file + ": " + reason;
    }
    return switch (e) {
      case NoSuchFileException n -> "no such file: " + file;
      case AccessDeniedException a -> "no permission for " + file + "; check its owner and mode";
      case NotDirectoryException n -> "not a folder: " + file;
      case FileAlreadyExistsException a -> "exists already: " + file;
      default -> file + ": " + e.getClass().getSimpleName();
    };
  }

  /// The system's own words; those of the library say more, and are passed on as they are.
  private static boolean isDiskFull(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    return (text.contains("no space left") || text.contains("not enough space"))
        && !text.contains("disk is full");
  }

  private static String diskFull(String where) {
    return "the disk is full: " + where + "; free some space and run the command again";
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
