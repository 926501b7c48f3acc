// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.Neighbors;
import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// The files beside the tests, written by Faiss.
final class Fixtures {

  private Fixtures() {}

  static Path path(String name) {
    try {
      return Path.of(Objects.requireNonNull(Fixtures.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static Path index(String name) {
    return path(name + ".index");
  }

  static Vectors base() throws IOException {
    return Npy.read(path("xb.npy"));
  }

  static Vectors queries() throws IOException {
    return Npy.read(path("xq.npy"));
  }

  /// What Faiss found.
  static Neighbors expected(String name) throws IOException {
    return expected(path("README.md").resolveSibling(""), name);
  }

  /// What Faiss found, as two files of a folder.
  static Neighbors expected(Path folder, String name) throws IOException {
    var distances = Npy.read(folder.resolve(name + ".D.npy"));
    var values = new float[(int) distances.size() * distances.dimension()];
    distances.copyRows(0, (int) distances.size(), values, 0);
    return new Neighbors(
        (int) distances.size(),
        distances.dimension(),
        values,
        Arrays.stream(Npy.readLongRows(folder.resolve(name + ".I.npy")))
            .flatMapToLong(Arrays::stream)
            .toArray());
  }
}
