// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Random;

/// What Faiss makes of the test points, and plain computations to compare with.
final class Reference {

  static final int D = 12;

  /// The points that the files called `output` are made of.
  static final int APPLIED = 20;

  private Reference() {}

  static Vectors points() {
    return read("points", 300, D);
  }

  static Vectors applied() {
    return points().slice(0, APPLIED);
  }

  static Vectors read(String name, int rows, int columns) {
    String file = name + "_" + rows + "x" + columns + ".f32";
    try (var in = Objects.requireNonNull(Reference.class.getResourceAsStream(file), file)) {
      float[] values = new float[rows * columns];
      ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return Vectors.of(values, columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] array(String name, int rows, int columns) {
    return floats(read(name, rows, columns));
  }

  static float[] floats(Vectors vectors) {
    float[] values = new float[(int) vectors.size() * vectors.dimension()];
    vectors.copyRows(0, (int) vectors.size(), values, 0);
    return values;
  }

  static Vectors gaussian(int n, int d, Random random) {
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, d);
  }

  static void assertClose(Vectors found, Vectors expected, double tolerance) {
    assertThat(found.dimension()).isEqualTo(expected.dimension());
    assertThat(found.size()).isEqualTo(expected.size());
    assertClose(floats(found), floats(expected), tolerance);
  }

  static void assertClose(float[] found, float[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).as("entry %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }

  /// Rows are equal, but each may be negated.
  static void assertCloseUpToSigns(float[] found, float[] expected, int columns, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int row = 0; row < found.length / columns; row++) {
      int from = row * columns;
      double sign = Math.signum(dot(found, from, expected, from, columns));
      for (int i = from; i < from + columns; i++) {
        assertThat(sign * found[i])
            .as("row %d, entry %d", row, i - from)
            .isCloseTo(expected[i], within(tolerance));
      }
    }
  }

  static void assertOrthonormalRows(float[] matrix, int columns, double tolerance) {
    int rows = matrix.length / columns;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        assertThat(dot(matrix, i * columns, matrix, j * columns, columns))
            .as("rows %d and %d", i, j)
            .isCloseTo(i == j ? 1 : 0, within(tolerance));
      }
    }
  }

  static double dot(float[] one, int from, float[] other, int start, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (double) one[from + i] * other[start + i];
    }
    return sum;
  }

  static double norm(float[] vector) {
    return Math.sqrt(dot(vector, 0, vector, 0, vector.length));
  }
}
