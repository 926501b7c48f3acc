// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// Writes a file so that nobody ever sees half of it: the content goes to a temporary file in the
/// same folder, is forced to the disk, and takes the place of the old file in one step. Whatever
/// fails, the old file stays as it was and the temporary one is removed. Only a process that is
/// killed leaves its temporary file (`.kith-….tmp`), which [#removeLeftovers] deletes.
///
/// An existing file keeps its permissions, but belongs to the writer from then on. A symbolic link
/// stays, and the file that it names is replaced.
public final class AtomicFile {

  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /// Writes or replaces a file.
  ///
  /// @param target the file
  /// @param body gives the content; called once, in this thread
  /// @throws java.nio.file.FileSystemException if the file cannot be written, with the cause and
  ///   what to do: the disk is full, the folder is missing or read-only, the target is a folder, a
  ///   device or read-only
  /// @throws IOException whatever `body` throws
  public static void write(Path target, FileBody body) throws IOException {
    var file = WriteTarget.resolve(target);
    var temporary = reserve(file);
    boolean done = false;
    try {
      fill(temporary, file, body);
      replace(file, temporary);
      done = true;
    } finally {
      if (!done) {
        discard(temporary);
      }
      Leftovers.forget(temporary);
    }
    forceFolder(WriteTarget.folder(file));
  }

  /// Removes the temporary files that killed processes have left in a folder. Those of processes
  /// that still run stay.
  ///
  /// @param folder where files were written
  /// @return how many were removed
  /// @throws IOException if the folder cannot be read, or a file cannot be removed
  public static int removeLeftovers(Path folder) throws IOException {
    return Leftovers.remove(folder);
  }

  private static Path reserve(Path file) throws IOException {
    try {
      return Leftovers.create(WriteTarget.folder(file));
    } catch (IOException e) {
      throw WriteFailure.creating(file, e);
    }
  }

  private static void fill(Path temporary, Path file, FileBody body) throws IOException {
    try (var channel = FileChannel.open(temporary, WRITE)) {
      keepPermissions(file, temporary); // before there is anything to read
      var out = new BufferedOutputStream(new GuardedOutput(channel, file), BUFFER);
      body.writeTo(out);
      out.flush();
      force(channel, file);
    }
  }

  private static void force(FileChannel channel, Path file) throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw WriteFailure.writing(file, e);
    }
  }

  private static void keepPermissions(Path file, Path temporary) throws IOException {
    var from = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    var to = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    if (from == null || to == null || !Files.exists(file)) {
      return;
    }
    var permissions = from.readAttributes().permissions();
    if (!permissions.equals(to.readAttributes().permissions())) {
      to.setPermissions(permissions);
    }
  }

  private static void replace(Path file, Path temporary) throws IOException {
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw WriteFailure.replacing(file, e);
    }
  }

  /// The failure that led here matters more than one of tidying up.
  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      System.getLogger("dev.kith").log(System.Logger.Level.DEBUG, "temporary file is left", e);
    }
  }

  /// Makes the new name survive a power cut. Windows opens no folders and needs none of this, and
  /// some network file systems refuse: the file is complete either way.
  private static void forceFolder(Path folder) {
    try (var channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException e) {
      System.getLogger("dev.kith").log(System.Logger.Level.DEBUG, "folder not forced", e);
    }
  }
}
