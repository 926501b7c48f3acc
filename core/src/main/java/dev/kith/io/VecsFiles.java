// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.vector.Vectors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// The fvecs, ivecs and bvecs files of the TEXMEX data sets (SIFT1M, GIST1M and others): for each
/// vector a little-endian int32 d and then d values, with the same d throughout.
///
/// | file | values | read as |
/// |---|---|---|
/// | fvecs | float32, little-endian | vectors |
/// | bvecs | unsigned bytes | vectors |
/// | ivecs | int32, little-endian | rows of neighbours, nearest first |
///
/// A file must hold whole rows: its length is checked before anything is allocated. An empty file
/// is refused, because the dimension of no vectors is unknown. All writers go through [AtomicFile].
public final class VecsFiles {

  private VecsFiles() {}

  /// Reads vectors of floats.
  ///
  /// @param file an fvecs file
  /// @param options [ReadOption#ALLOW_NON_FINITE] or nothing
  /// @return all vectors, in native memory
  /// @throws NonFiniteException if there is a NaN or an infinity, unless allowed
  /// @throws dev.kith.MalformedFileException if the file is damaged or of another kind
  /// @throws IOException if the system cannot read it
  public static Vectors readFvecs(Path file, ReadOption... options) throws IOException {
    var wanted = ReadOption.set(options);
    if (wanted.contains(ReadOption.TRANSPOSED)) {
      throw new IllegalArgumentException(
          "TRANSPOSED is for .npy files; fvecs know ALLOW_NON_FINITE only");
    }
    try (var arena = Arena.ofConfined()) {
      var records = VecsRecords.open(file, Float.BYTES, arena);
      var vectors = all(records);
      if (!wanted.contains(ReadOption.ALLOW_NON_FINITE)) {
        FiniteCheck.check(file, vectors, records::position);
      }
      return vectors;
    }
  }

  /// Reads vectors of bytes, 0 to 255 each.
  ///
  /// @param file a bvecs file
  /// @return all vectors, in native memory
  /// @throws dev.kith.MalformedFileException if the file is damaged or of another kind
  /// @throws IOException if the system cannot read it
  public static Vectors readBvecs(Path file) throws IOException {
    try (var arena = Arena.ofConfined()) {
      return all(VecsRecords.open(file, Byte.BYTES, arena));
    }
  }

  private static Vectors all(VecsRecords records) {
    var vectors = Vectors.allocate(records.rows(), records.dimension());
    records.copy(0, vectors);
    return vectors;
  }

  /// Reads rows of integers, such as the true neighbours of queries.
  ///
  /// @param file an ivecs file
  /// @return one array a row, all of one length
  /// @throws dev.kith.MalformedFileException if the file is damaged or of another kind
  /// @throws IOException if the system cannot read it
  public static int[][] readIvecs(Path file) throws IOException {
    try (var arena = Arena.ofConfined()) {
      return VecsRecords.open(file, Integer.BYTES, arena).integers();
    }
  }

  /// Writes vectors of floats.
  ///
  /// @param file written anew or replaced
  /// @param vectors what to write, at least 1
  /// @throws IllegalArgumentException if there is no vector or the dimension is above 2^20
  /// @throws IOException if the file cannot be written, with cause and cure; it is then as it was
  public static void writeFvecs(Path file, Vectors vectors) throws IOException {
    checkRows(vectors.size(), vectors.dimension());
    int[] dimension = {vectors.dimension()};
    AtomicFile.write(
        file,
        out -> {
          var numbers = new LittleEndianOutput(out);
          for (long row = 0; row < vectors.size(); row++) {
            numbers.integers(dimension);
            numbers.floats(vectors.slice(row, row + 1));
          }
        });
  }

  /// Writes rows of integers.
  ///
  /// @param file written anew or replaced
  /// @param rows at least 1; all of one length, 1 to 2^20
  /// @throws IllegalArgumentException if there is no row, or one of another length
  /// @throws IOException if the file cannot be written, with cause and cure; it is then as it was
  public static void writeIvecs(Path file, int[][] rows) throws IOException {
    checkRows(rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != rows[0].length) {
        throw new IllegalArgumentException(
            "row "
                + i
                + " has "
                + rows[i].length
                + " numbers, and all rows must have as many as the first ("
                + rows[0].length
                + ")");
      }
    }
    AtomicFile.write(
        file,
        out -> {
          var numbers = new LittleEndianOutput(out);
          for (var row : rows) {
            numbers.integers(new int[] {row.length});
            numbers.integers(row);
          }
        });
  }

  /// What could not be read back is not written.
  private static void checkRows(long rows, int dimension) {
    if (rows < 1 || dimension < 1 || dimension > VecsRecords.LARGEST_DIMENSION) {
      throw new IllegalArgumentException(
          rows
              + " rows of "
              + dimension
              + " values cannot be told from damage when read; write at least 1 row of 1 to "
              + VecsRecords.LARGEST_DIMENSION
              + " values");
    }
  }
}
