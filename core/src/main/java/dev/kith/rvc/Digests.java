// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;

/// SHA-256 of files, by which a training recognises what it has seen and made before.
final class Digests {

  private static final int BUFFER = 1 << 18;

  private Digests() {}

  /// Names, sizes and contents of files, in their order.
  ///
  /// @param files of one folder
  /// @param listener may cancel between two files
  /// @return 64 hexadecimal digits
  static String of(List<Path> files, BuildListener listener) throws IOException {
    var digest = sha256();
    byte[] buffer = new byte[BUFFER];
    for (var file : files) {
      if (listener.isCancelled()) {
        throw new CancellationException("cancelled while features were compared");
      }
      digest.update(
          (file.getFileName() + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
      update(digest, file, buffer);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The content of one file.
  static String of(Path file) throws IOException {
    var digest = sha256();
    update(digest, file, new byte[BUFFER]);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, Path file, byte[] buffer) throws IOException {
    try (var in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
