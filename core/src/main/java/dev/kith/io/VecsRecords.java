// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;
import dev.kith.internal.file.FileKind;
import dev.kith.internal.file.InputFile;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The rows of a mapped fvecs, ivecs or bvecs file.
///
/// @param file for messages
/// @param data the whole file
/// @param rows how many
/// @param dimension values of a row, the same in all
/// @param width bytes of a value
record VecsRecords(Path file, MemorySegment data, long rows, int dimension, int width) {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// A larger d is taken for the bytes of another kind of file.
  static final int LARGEST_DIMENSION = 1 << 20;

  /// Maps a file and checks that it is made of whole rows of one length.
  ///
  /// @param width bytes of a value
  /// @param arena owns the mapping
  static VecsRecords open(Path file, int width, Arena arena) throws IOException {
    try (var channel = InputFile.open(file)) {
      int dimension = dimension(file, InputFile.bytes(channel, 0, FileKind.HEAD));
      long stride = stride(dimension, width);
      long length = channel.size();
      long rows = length / stride;
      if (rows * stride != length) {
        throw new MalformedFileException(
            file.toString(),
            rows * stride,
            "whole rows of " + stride + " bytes (" + dimension + " values of " + width + ")",
            (length - rows * stride)
                + " bytes after "
                + rows
                + " complete rows; the file was cut short, or its values are of another width");
      }
      var data = channel.map(FileChannel.MapMode.READ_ONLY, 0, length, arena);
      var records = new VecsRecords(file, data, rows, dimension, width);
      records.checkDimensions();
      return records;
    }
  }

  private static int dimension(Path file, byte[] head) throws MalformedFileException {
    int dimension = head.length < Integer.BYTES ? 0 : MemorySegment.ofArray(head).get(INT, 0);
    if (dimension < 1 || dimension > LARGEST_DIMENSION) {
      throw new MalformedFileException(
          file.toString(),
          0,
          "the dimension of the first row, 1 to " + LARGEST_DIMENSION + " as a little-endian int32",
          FileKind.describe(head));
    }
    return dimension;
  }

  private static long stride(int dimension, int width) {
    return Integer.BYTES + (long) dimension * width;
  }

  private void checkDimensions() throws MalformedFileException {
    for (long row = 0; row < rows; row++) {
      int found = data.get(INT, row * stride(dimension, width));
      if (found != dimension) {
        throw new MalformedFileException(
            file.toString(),
            row * stride(dimension, width),
            "the dimension " + dimension + " again, as in the first row",
            found + " in row " + row + "; the file is damaged, or its values are of another width");
      }
    }
  }

  /// Position in the file of a value.
  long position(long row, long component) {
    return row * stride(dimension, width) + Integer.BYTES + component * width;
  }

  /// Copies rows as floats, from `first` on as many as `to` has.
  void copy(long first, Vectors to) {
    if (width == Float.BYTES) {
      copyFloats(first, to);
    } else {
      copyBytes(first, to);
    }
  }

  private void copyFloats(long first, Vectors to) {
    for (long row = 0; row < to.size(); row++) {
      MemorySegment.copy(
          data,
          FLOAT,
          position(first + row, 0),
          to.segment(),
          ValueLayout.JAVA_FLOAT_UNALIGNED,
          to.offset(row),
          dimension);
    }
  }

  private void copyBytes(long first, Vectors to) {
    var values = new float[dimension];
    for (long row = 0; row < to.size(); row++) {
      for (int i = 0; i < dimension; i++) {
        values[i] = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, position(first + row, i)));
      }
      to.set(row, values);
    }
  }

  int[][] integers() throws MalformedFileException {
    if (rows > Integer.MAX_VALUE - 8) {
      throw new MalformedFileException(
          file.toString(), -1, "fewer than 2^31 rows", rows + "; split the file");
    }
    var all = new int[(int) rows][];
    for (int row = 0; row < rows; row++) {
      all[row] = new int[dimension];
      MemorySegment.copy(data, INT, position(row, 0), all[row], 0, dimension);
    }
    return all;
  }
}
