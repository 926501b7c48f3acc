// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// A stream into a file that tells what a failure means while it still knows that writing failed,
/// and not something else in the caller's code. Closing it does nothing.
final class GuardedOutput extends OutputStream {

  private final WritableByteChannel channel;
  private final Path file;

  GuardedOutput(WritableByteChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    var rest = ByteBuffer.wrap(bytes, from, count);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw WriteFailure.writing(file, e);
    }
  }
}
