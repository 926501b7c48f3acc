// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes `.npy` files of any header.
final class NpyBytes {

  private NpyBytes() {}

  /// Version 1.0, with a dictionary that is written as it is.
  static byte[] of(String dictionary, byte[] data) {
    var out = new ByteArrayOutputStream();
    var text = (dictionary + "\n").getBytes(StandardCharsets.ISO_8859_1);
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(text.length);
    out.write(text.length >>> 8);
    out.writeBytes(text);
    out.writeBytes(data);
    return out.toByteArray();
  }

  static Path file(Path folder, String dictionary, byte[] data) throws IOException {
    return Files.write(folder.resolve("made.npy"), of(dictionary, data));
  }
}
