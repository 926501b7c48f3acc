// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.io.Npy;
import dev.kith.io.VecsFiles;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Reads vectors from the files that commands take, by the ending of their names.
final class InputFiles {

  /// For help texts.
  static final String FORMATS = ".npy, .fvecs or .bvecs";

  private InputFiles() {}

  /// Vectors from a file; `.npy` unless the name ends otherwise.
  ///
  /// @param file such as `base.npy` or `base.fvecs`
  /// @throws IOException if it cannot be read, or is malformed
  static Vectors vectors(Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".fvecs")) {
      return VecsFiles.readFvecs(file);
    }
    return name.endsWith(".bvecs") ? VecsFiles.readBvecs(file) : Npy.read(file);
  }

  /// One id a vector.
  ///
  /// @param file a `.npy` of whole numbers
  /// @param rows how many are needed
  /// @throws IOException if it cannot be read, or is malformed
  static long[] ids(Path file, long rows) throws IOException {
    long[] ids = Npy.readLongs(file);
    if (ids.length != rows) {
      throw new IllegalArgumentException(
          file + " holds " + Text.count(ids.length, "id") + " for " + Text.count(rows, "vector"));
    }
    return ids;
  }
}
