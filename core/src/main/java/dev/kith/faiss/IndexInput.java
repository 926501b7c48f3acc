// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.file.InputFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads numbers from a file that is not trusted: knows where it is and how much is left, and never
/// reads past the end. Numbers are little-endian (specification of the file format, section 1).
///
/// Every method takes the name of what it reads, for the message if it is not there.
final class IndexInput implements Closeable {

  private static final int BLOCK = 1 << 16;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String file;
  private final FileChannel channel;
  private final long length;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private final MemorySegment block = MemorySegment.ofArray(buffer.array());

  /// Position in the file of what comes after the buffered bytes.
  private long buffered;

  /// The whole file, made at the first need.
  private @Nullable MemorySegment mapping;

  /// Where the last number began.
  private long field;

  private IndexInput(Path file, FileChannel channel) throws IOException {
    this.file = file.toString();
    this.channel = channel;
    this.length = channel.size();
  }

  static IndexInput open(Path file) throws IOException {
    var channel = InputFile.open(file);
    try {
      return new IndexInput(file, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// The name of the file, for messages.
  String file() {
    return file;
  }

  /// Bytes of the file.
  long length() {
    return length;
  }

  long position() {
    return buffered - buffer.remaining();
  }

  long remaining() {
    return length - position();
  }

  /// Goes on reading elsewhere.
  ///
  /// @param position 0 to [#length()]
  void moveTo(long position) {
    buffer.position(0).limit(0);
    buffered = position;
  }

  /// Passes over an array of the file, all of whose elements are there.
  ///
  /// @param elementBytes bytes of an element
  /// @param what the elements, in the plural
  /// @return the number of elements
  long skipArray(long elementBytes, String what) throws IOException {
    long count = count(elementBytes, what);
    moveTo(position() + count * elementBytes);
    return count;
  }

  /// The first bytes of the file.
  byte[] head(int most) throws IOException {
    return InputFile.bytes(channel, 0, most);
  }

  FourCc fourCc(String what) throws IOException {
    return new FourCc(i32(what));
  }

  int u8(String what) throws IOException {
    return Byte.toUnsignedInt(next(1, what).get());
  }

  int i32(String what) throws IOException {
    return next(Integer.BYTES, what).getInt();
  }

  float f32(String what) throws IOException {
    return next(Float.BYTES, what).getFloat();
  }

  long i64(String what) throws IOException {
    return next(Long.BYTES, what).getLong();
  }

  /// An unsigned number of 8 bytes, refused from 2^63 on.
  long u64(String what) throws IOException {
    long value = i64(what);
    if (value < 0) {
      throw wrong(what + " below 2^63", Long.toUnsignedString(value));
    }
    return value;
  }

  /// The id of a vector. Faiss stores any number; here -1 and everything below it would be taken
  /// for "not found", so ids are not negative.
  long id() throws IOException {
    long id = i64("an id");
    if (id < 0) {
      throw wrong("an id of 0 or more", id + "; give the vectors other ids in Faiss");
    }
    return id;
  }

  /// A byte that is 0 or 1.
  boolean bool(String what) throws IOException {
    int value = u8(what);
    if (value > 1) {
      throw wrong("0 or 1 for " + what, Integer.toString(value));
    }
    return value == 1;
  }

  /// The count of a vector of the file, all of whose elements are there.
  ///
  /// @param elementBytes bytes of an element
  /// @param what the elements, in the plural
  /// @return the number of elements
  long count(long elementBytes, String what) throws IOException {
    long count = u64("the number of " + what);
    require(count, elementBytes, what);
    return count;
  }

  /// The count of a vector of the file that follows from what was read before.
  void count(long expected, long elementBytes, String what) throws IOException {
    long count = u64("the number of " + what);
    if (count != expected) {
      throw wrong(expected + " " + what + ", as follows from what comes before", "" + count);
    }
    require(count, elementBytes, what);
  }

  /// Checks that as many elements can follow.
  ///
  /// @param count not negative
  /// @param elementBytes more than 0
  /// @param what the elements, in the plural
  void require(long count, long elementBytes, String what) throws FaissFormatException {
    if (count > remaining() / elementBytes) {
      throw cutShort(count + " " + what + " of " + elementBytes + " bytes", count, elementBytes);
    }
  }

  /// Floats, into native memory in the processor's byte order.
  void floats(MemorySegment target, String what) throws IOException {
    require(target.byteSize() / Float.BYTES, Float.BYTES, what);
    for (long at = 0; at < target.byteSize(); ) {
      if (buffer.remaining() < Float.BYTES) {
        refill(Float.BYTES);
      }
      int floats = (int) Math.min(buffer.remaining(), target.byteSize() - at) / Float.BYTES;
      MemorySegment.copy(
          block, FLOAT, buffer.position(), target, ValueLayout.JAVA_FLOAT_UNALIGNED, at, floats);
      buffer.position(buffer.position() + floats * Float.BYTES);
      at += (long) floats * Float.BYTES;
    }
  }

  /// Bytes, into native memory.
  void bytes(MemorySegment target, String what) throws IOException {
    require(target.byteSize(), 1, what);
    for (long at = 0; at < target.byteSize(); ) {
      if (!buffer.hasRemaining()) {
        refill(1);
      }
      int bytes = (int) Math.min(buffer.remaining(), target.byteSize() - at);
      MemorySegment.copy(block, buffer.position(), target, at, bytes);
      buffer.position(buffer.position() + bytes);
      at += bytes;
    }
  }

  /// Bytes that stay where they are.
  ///
  /// @param count not negative
  /// @param what for the message if they are not there
  /// @return mapped memory, until the garbage collector finds it
  MemorySegment map(long count, String what) throws IOException {
    require(count, 1, what);
    if (mapping == null) {
      mapping = channel.map(FileChannel.MapMode.READ_ONLY, 0, length, Arena.ofAuto());
    }
    var bytes = mapping.asSlice(position(), count);
    moveTo(position() + count);
    return bytes;
  }

  /// Floats, into a Java array.
  ///
  /// @param count granted by the [MemoryBudget], which is less than an array can have
  float[] floats(int count, String what) throws IOException {
    var floats = new float[count];
    floats(MemorySegment.ofArray(floats), what);
    return floats;
  }

  byte[] bytes(int count, String what) throws IOException {
    require(count, 1, what);
    var bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = next(1, what).get();
    }
    return bytes;
  }

  /// What was read last is wrong.
  ///
  /// @param expected what should be there
  /// @param found what is there
  FaissFormatException wrong(String expected, String found) {
    return wrong(field, expected, found);
  }

  FaissFormatException wrong(long position, String expected, String found) {
    return new FaissFormatException(file, position, expected, found);
  }

  private ByteBuffer next(int bytes, String what) throws IOException {
    field = position();
    if (bytes > remaining()) {
      throw cutShort(what + ", " + bytes + (bytes == 1 ? " byte" : " bytes"), 1, bytes);
    }
    if (buffer.remaining() < bytes) {
      refill(bytes);
    }
    return buffer;
  }

  private FaissFormatException cutShort(String expected, long count, long elementBytes) {
    boolean huge = count > (Long.MAX_VALUE - position()) / elementBytes;
    var needed =
        huge ? "more than any file has" : "at least " + (position() + count * elementBytes);
    return wrong(
        position(),
        expected,
        "%d up to the end of the file, which has %d bytes and needs %s; it is damaged or was cut short, so copy or download it again"
            .formatted(remaining(), length, needed));
  }

  /// Reads on until at least `bytes` are buffered; the file has them.
  private void refill(int bytes) throws IOException {
    buffer.compact();
    while (buffer.position() < bytes) {
      int read = channel.read(buffer, buffered);
      if (read < 0) {
        buffer.flip();
        throw wrong(
            buffered,
            "the " + length + " bytes that the file had when it was opened",
            "its end; another process is writing it, so read it again later");
      }
      buffered += read;
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
