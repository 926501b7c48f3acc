// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;
import dev.kith.internal.file.FileKind;
import dev.kith.internal.file.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the header of a `.npy` file (NumPy's documentation, "NPY format", versions 1.0, 2.0 and
/// 3.0):
///
/// | bytes | field |
/// |---|---|
/// | 6 | 93 "NUMPY" |
/// | 2 | version: major, minor |
/// | 2, from version 2.0 on 4 | length of the dictionary with its padding, little-endian |
/// | that many | a Python dictionary with the keys descr, fortran_order and shape; spaces; newline |
///
/// The numbers follow at once.
final class NpyHeaderReader {

  private static final int PREFIX = 8;
  private static final int LONGEST = 1 << 16;
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  private final String file;

  private NpyHeaderReader(Path file) {
    this.file = file.toString();
  }

  static NpyHeader read(Path file, FileChannel channel) throws IOException {
    return new NpyHeaderReader(file).read(channel);
  }

  private NpyHeader read(FileChannel channel) throws IOException {
    var head = InputFile.bytes(channel, 0, FileKind.HEAD);
    if (!FileKind.NPY.matches(head)) {
      throw new MalformedFileException(
          file, 0, "a .npy file, which begins with 93 \"NUMPY\"", FileKind.describe(head));
    }
    int lengthBytes = lengthBytes(head);
    long dictionaryAt = (long) PREFIX + lengthBytes;
    if (head.length < dictionaryAt) {
      throw cutShort(head.length, dictionaryAt);
    }
    var fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long length =
        lengthBytes == 2
            ? Short.toUnsignedInt(fields.getShort(PREFIX))
            : Integer.toUnsignedLong(fields.getInt(PREFIX));
    if (length > LONGEST) {
      throw new MalformedFileException(
          file,
          PREFIX,
          "a header of at most " + LONGEST + " bytes",
          length + " bytes; an array of plain numbers needs some 100: save it again with np.save");
    }
    var dictionary = InputFile.bytes(channel, dictionaryAt, (int) length);
    if (dictionary.length < length) {
      throw cutShort(dictionaryAt + dictionary.length, dictionaryAt + length);
    }
    return header(dictionary, dictionaryAt);
  }

  private int lengthBytes(byte[] head) throws MalformedFileException {
    if (head.length < PREFIX) {
      throw cutShort(head.length, PREFIX);
    }
    int major = head[PREFIX - 2];
    int minor = head[PREFIX - 1];
    if (major < 1 || major > 3 || minor != 0) {
      throw new MalformedFileException(
          file,
          PREFIX - 2,
          "version 1.0, 2.0 or 3.0 of the .npy format",
          "version " + major + "." + minor + "; save the array again with np.save");
    }
    return major == 1 ? 2 : 4;
  }

  private NpyHeader header(byte[] dictionary, long at) throws MalformedFileException {
    var text = new String(dictionary, StandardCharsets.ISO_8859_1);
    var literal = new PythonLiteralParser(file, at, text).parse();
    if (!(literal instanceof PythonLiteral.Dictionary(Map<String, PythonLiteral> entries)
        && entries.keySet().equals(KEYS))) {
      throw damaged(at, "a dictionary with the keys descr, fortran_order and shape", text);
    }
    var type = type(entries.get("descr"), at, text);
    if (!(entries.get("fortran_order") instanceof PythonLiteral.Truth(boolean fortran))) {
      throw damaged(at, "True or False for fortran_order", text);
    }
    var shape = shape(entries.get("shape"), at, text);
    try {
      return new NpyHeader(type, fortran, shape, at + dictionary.length);
    } catch (IllegalArgumentException e) {
      throw damaged(at, "a shape that a file can hold", text);
    }
  }

  private NpyType type(@Nullable PythonLiteral descr, long at, String text)
      throws MalformedFileException {
    return switch (descr) {
      case PythonLiteral.Text(var name) -> {
        var type = NpyType.parse(name);
        if (type.isEmpty()) {
          throw new MalformedFileException(file, at, NpyType.KNOWN, UnreadableType.describe(name));
        }
        yield type.get();
      }
      case PythonLiteral.Sequence _ ->
          throw new MalformedFileException(file, at, NpyType.KNOWN, UnreadableType.STRUCTURED);
      case null, default -> throw damaged(at, "the name of a type for descr", text);
    };
  }

  private List<Long> shape(@Nullable PythonLiteral literal, long at, String text)
      throws MalformedFileException {
    var shape = new ArrayList<Long>();
    if (literal instanceof PythonLiteral.Sequence(var items)) {
      for (var item : items) {
        if (item instanceof PythonLiteral.Whole(long axis)) {
          shape.add(axis);
        }
      }
      if (shape.size() == items.size()) {
        return shape;
      }
    }
    throw damaged(at, "a tuple of whole numbers for shape", text);
  }

  private MalformedFileException cutShort(long length, long expected) {
    return new MalformedFileException(
        file,
        length,
        "a header of " + expected + " bytes",
        "the end of the file; it was cut short: copy or download it again");
  }

  private MalformedFileException damaged(long at, String expected, String text) {
    return new MalformedFileException(
        file, at, expected, Excerpt.of(text) + "; the header of the .npy file is damaged");
  }
}
