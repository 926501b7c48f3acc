// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Opens files for reading, and says in a sentence why one cannot be opened.
public final class InputFile {

  private InputFile() {}

  /// Opens a regular file.
  ///
  /// @param file a path
  /// @return a channel to read from
  /// @throws IOException if it cannot be opened, with the reason and what to do
  public static FileChannel open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "is a folder, and a file was expected; name a file in it");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(
          file.toString(), null, "is a device or a pipe; save its content to a file first");
    }
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(
          file.toString(), null, "there is no such file; check the path for a typing error");
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(
          file.toString(), null, "this user may not read the file; change its permissions");
    }
  }

  /// The bytes from a position on.
  ///
  /// @param channel an open file; its own position stays
  /// @param position of the first byte
  /// @param most how many are wanted
  /// @return `most` bytes, or as many as there are
  /// @throws IOException if the system cannot read
  public static byte[] bytes(FileChannel channel, long position, int most) throws IOException {
    var buffer = ByteBuffer.allocate(most);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        break;
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
