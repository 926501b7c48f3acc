// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.memory.NativeLongs;
import dev.kith.internal.panel.CodeStore;
import dev.kith.vector.Codes;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes numbers as a little-endian machine has them in memory (specification of the file format,
/// section 1).
final class IndexOutput {

  private static final int BLOCK = 1 << 16;

  private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
  private final OutputStream out;

  IndexOutput(OutputStream out) {
    this.out = out;
  }

  void fourCc(String letters) throws IOException {
    i32(FourCc.of(letters).bits());
  }

  void u8(int value) throws IOException {
    room(1).put((byte) value);
  }

  void bool(boolean value) throws IOException {
    u8(value ? 1 : 0);
  }

  void i32(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
  }

  void f32(float value) throws IOException {
    room(Float.BYTES).putFloat(value);
  }

  void i64(long value) throws IOException {
    room(Long.BYTES).putLong(value);
  }

  void floats(float[] values) throws IOException {
    for (int at = 0; at < values.length; ) {
      int floats = Math.min(room(Float.BYTES).remaining() / Float.BYTES, values.length - at);
      buffer.asFloatBuffer().put(values, at, floats);
      buffer.position(buffer.position() + floats * Float.BYTES);
      at += floats;
    }
  }

  void bytes(byte[] values) throws IOException {
    for (int at = 0; at < values.length; ) {
      int bytes = Math.min(room(1).remaining(), values.length - at);
      buffer.put(values, at, bytes);
      at += bytes;
    }
  }

  /// Codes, one after another, without a count.
  void codes(CodeStore codes) throws IOException {
    var code = Codes.allocate(1, codes.codeSize()).segment();
    for (long i = 0; i < codes.size(); i++) {
      codes.copyCode(i, code, 0);
      if (codes.holdsFloats()) {
        floats(code.toArray(ValueLayout.JAVA_FLOAT));
      } else {
        bytes(code.toArray(ValueLayout.JAVA_BYTE));
      }
    }
  }

  /// Numbers without their count.
  void longs(NativeLongs values) throws IOException {
    for (long i = 0; i < values.size(); i++) {
      i64(values.get(i));
    }
  }

  /// Sends on what is still here.
  void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }
}
