// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// How the array of a `.npy` file is seen as a matrix, of whatever type and order.
///
/// @param file for messages
/// @param header with a shape that fits the file
/// @param rows of the matrix, after a transposition if one was asked for
/// @param columns of the matrix, likewise
/// @param columnMajor whether the elements of a column are neighbours in the file
record NpyLayout(Path file, NpyHeader header, long rows, long columns, boolean columnMajor) {

  /// Reads the header of a file and checks that its size is what the header says.
  static NpyLayout read(Path file, FileChannel channel) throws IOException {
    var header = NpyHeaderReader.read(file, channel);
    checkLength(file, header, channel.size());
    return of(file, header, header.rows(), header.columns(), header.fortranOrder());
  }

  private static NpyLayout of(
      Path file, NpyHeader header, long rows, long columns, boolean columnMajor) {
    return new NpyLayout(file, header, rows, columns, columnMajor && rows != 1 && columns != 1);
  }

  private static void checkLength(Path file, NpyHeader header, long length)
      throws MalformedFileException {
    long found = length - header.dataOffset();
    if (found == header.dataBytes()) {
      return;
    }
    var expected =
        header.dataBytes()
            + " bytes of data for the shape "
            + header.shapeText()
            + " of type "
            + header.type();
    throw new MalformedFileException(
        file.toString(),
        Math.min(length, header.dataOffset() + header.dataBytes()),
        expected,
        found < header.dataBytes()
            ? found + " bytes; " + complete(header, found) + ": copy or write it again"
            : found + " bytes; save each array in a file of its own");
  }

  private static String complete(NpyHeader header, long bytes) {
    boolean byColumn = header.fortranOrder();
    long lines = byColumn ? header.columns() : header.rows();
    long whole = bytes / (header.dataBytes() / lines);
    var noun = byColumn ? " columns" : " rows";
    return "the file was cut short and has " + whole + " of " + lines + noun + " complete";
  }

  /// The same numbers with rows and columns exchanged.
  NpyLayout transposed() {
    return of(file, header, columns, rows, !columnMajor);
  }

  /// The same numbers, turned if only their columns have the dimension that is wanted.
  ///
  /// @param dimension of the vectors; 0 for any
  NpyLayout oriented(int dimension) {
    return dimension > 0 && columns != dimension && rows == dimension ? transposed() : this;
  }

  /// Checks that the array is a block of vectors.
  void requireVectors() throws MalformedFileException {
    if (!header.isRowsOfVectors()) {
      throw shape("vectors: one or two axes, with perhaps more of length 1 before them");
    }
    if (columns < 1 || columns > Integer.MAX_VALUE) {
      throw shape("vectors of 1 to " + Integer.MAX_VALUE + " components");
    }
  }

  MalformedFileException shape(String expected) {
    return new MalformedFileException(
        file.toString(),
        -1,
        expected,
        "the shape "
            + header.shapeText()
            + "; bring the array into shape, such as a.reshape(-1, a.shape[-1])");
  }

  /// Whether the numbers are vectors as they lie in the file.
  boolean isUsableAsIs() {
    return header.type().isNativeFloat() && !columnMajor;
  }

  /// Maps the numbers.
  ///
  /// @param arena owns the mapping
  /// @return [NpyHeader#dataBytes()] bytes
  MemorySegment map(FileChannel channel, Arena arena) throws IOException {
    return channel.map(
        FileChannel.MapMode.READ_ONLY, header.dataOffset(), header.dataBytes(), arena);
  }

  /// Position in the file of an element.
  long position(long row, long column) {
    long index = columnMajor ? column * rows + row : row * columns + column;
    return header.dataOffset() + index * header.type().bytes();
  }
}
