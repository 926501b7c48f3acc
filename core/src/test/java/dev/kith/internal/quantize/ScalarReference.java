// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/// What Faiss makes of the test vectors.
final class ScalarReference {

  static final int D = 7;

  private static final int ENCODED = 40;

  private ScalarReference() {}

  /// What quantizers are trained on.
  static Vectors sample() {
    return Vectors.of(floats("sample_300x7.f32"), D);
  }

  /// What is encoded.
  static Vectors vectors() {
    return Vectors.of(floats("vectors_40x7.f32"), D);
  }

  static float[] trained(ScalarType type) {
    int count = type.trainedCount(D);
    return count == 0 ? new float[0] : floats(type.text() + ".trained_1x" + count + ".f32");
  }

  static float[] trained(RangeStatistic statistic, ScalarType type) {
    String kind = type == ScalarType.BITS8 ? ".each_1x14.f32" : ".shared_1x2.f32";
    return floats(statistic.text() + kind);
  }

  static Codes codes(ScalarType type) {
    int codeSize = type.code().codeSize(D);
    return Codes.of(bytes("%s.codes_%dx%d.u8".formatted(type.text(), ENCODED, codeSize)), codeSize);
  }

  static float[] decoded(ScalarType type) {
    return floats(type.text() + ".decoded_40x7.f32");
  }

  private static float[] floats(String file) {
    byte[] bytes = bytes(file);
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static byte[] bytes(String file) {
    try (var in = Objects.requireNonNull(ScalarReference.class.getResourceAsStream(file), file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
