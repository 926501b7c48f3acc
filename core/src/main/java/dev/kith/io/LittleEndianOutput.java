// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Writes numbers with their low byte first, a block at a time.
final class LittleEndianOutput {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int BLOCK_FLOATS = 1 << 20;

  private final byte[] bytes = new byte[1 << 16];
  private final MemorySegment block = MemorySegment.ofArray(bytes);
  private final OutputStream out;

  LittleEndianOutput(OutputStream out) {
    this.out = out;
  }

  /// Writes vectors, row after row and block by block.
  void floats(VectorSource source) throws IOException {
    try {
      source.forEachBlock(Math.max(1, BLOCK_FLOATS / source.dimension()), this::floats);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void floats(long from, Vectors block) {
    try {
      floats(block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void floats(Vectors vectors) throws IOException {
    long end = vectors.offset(vectors.size());
    for (long at = 0; at < end; at += bytes.length) {
      long count = Math.min(bytes.length, end - at) / Float.BYTES;
      MemorySegment.copy(
          vectors.segment(), ValueLayout.JAVA_FLOAT_UNALIGNED, at, block, FLOAT, 0, count);
      out.write(bytes, 0, (int) count * Float.BYTES);
    }
  }

  void floats(float[] values) throws IOException {
    int at = 0;
    while (at < values.length) {
      int count = Math.min(bytes.length / Float.BYTES, values.length - at);
      MemorySegment.copy(values, at, block, FLOAT, 0, count);
      out.write(bytes, 0, count * Float.BYTES);
      at += count;
    }
  }

  void integers(int[] values) throws IOException {
    int at = 0;
    while (at < values.length) {
      int count = Math.min(bytes.length / Integer.BYTES, values.length - at);
      MemorySegment.copy(values, at, block, INT, 0, count);
      out.write(bytes, 0, count * Integer.BYTES);
      at += count;
    }
  }

  void longs(long[] values) throws IOException {
    int at = 0;
    while (at < values.length) {
      int count = Math.min(bytes.length / Long.BYTES, values.length - at);
      MemorySegment.copy(values, at, block, LONG, 0, count);
      out.write(bytes, 0, count * Long.BYTES);
      at += count;
    }
  }
}
