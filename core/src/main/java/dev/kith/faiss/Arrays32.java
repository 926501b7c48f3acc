// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import java.io.IOException;

/// Arrays of 4-byte numbers behind their count, as Java arrays (specification of the file format,
/// section 1).
final class Arrays32 {

  private Arrays32() {}

  static float[] floats(IndexReader reader, String what) throws IOException {
    return reader.input().floats(count(reader, Float.BYTES, what), what);
  }

  /// Floats that vectors are transformed with: a NaN would be in every result.
  static float[] finiteFloats(IndexReader reader, String what) throws IOException {
    var floats = floats(reader, what);
    for (int i = 0; i < floats.length; i++) {
      if (!Float.isFinite(floats[i])) {
        throw reader
            .input()
            .wrong(
                "finite " + what + ", or nothing can be found",
                floats[i] + " at " + i + "; train the index again, on more vectors");
      }
    }
    return floats;
  }

  static int[] ints(IndexReader reader, String what) throws IOException {
    var ints = new int[count(reader, Integer.BYTES, what)];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = reader.input().i32(what);
    }
    return ints;
  }

  private static int count(IndexReader reader, long bytes, String what) throws IOException {
    var input = reader.input();
    long count = input.count(bytes, what);
    if (count > Integer.MAX_VALUE - 8) {
      throw input.wrong("at most %d %s".formatted(Integer.MAX_VALUE - 8, what), "" + count);
    }
    reader.budget().takeHeap(count, bytes, what, input);
    return (int) count;
  }

  static void write(float[] values, IndexOutput output) throws IOException {
    output.i64(values.length);
    output.floats(values);
  }

  static void write(int[] values, IndexOutput output) throws IOException {
    output.i64(values.length);
    for (int value : values) {
      output.i32(value);
    }
  }
}
