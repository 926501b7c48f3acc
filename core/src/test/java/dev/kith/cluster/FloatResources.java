// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Test resources: little-endian floats, with the shape in the name.
final class FloatResources {

  private FloatResources() {}

  static Vectors points() {
    return read("points", 1200, 32);
  }

  static Vectors read(String name, int rows, int columns) {
    byte[] bytes = bytes(name + "_" + rows + "x" + columns + ".f32");
    float[] values = new float[rows * columns];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return Vectors.of(values, columns);
  }

  static List<String> lines(String file) {
    return new String(bytes(file), StandardCharsets.US_ASCII).lines().toList();
  }

  private static byte[] bytes(String file) {
    try (var in = Objects.requireNonNull(FloatResources.class.getResourceAsStream(file), file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] floats(Vectors vectors) {
    float[] values = new float[Math.toIntExact(vectors.size()) * vectors.dimension()];
    vectors.copyRows(0, (int) vectors.size(), values, 0);
    return values;
  }
}
