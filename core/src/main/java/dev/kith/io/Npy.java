// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;
import dev.kith.internal.file.InputFile;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;

/// NumPy's `.npy` files, versions 1.0, 2.0 and 3.0.
///
/// **Read** are floats of 2, 4 and 8 bytes and integers of 1 to 8, signed or not, in either byte
/// order, in C or Fortran order. For vectors the array has the shape (n, d), or (d,) which is
/// **one** vector of d components, or either with axes of length 1 before it. Numbers become
/// float32, rounded to the nearest.
///
/// **Memory.** Little-endian float32 rows are mapped, not copied: nothing of the file is in memory
/// before it is used, and the mapping ends when the garbage collector finds the vectors. Such a
/// file must not be cut while in use; one that is replaced by [AtomicFile] stays as it was for
/// those that have it mapped. Everything else is converted into native memory.
///
/// **Damage.** The header is checked against the length of the file before anything is allocated;
/// bytes after the array are refused too. Whatever the bytes are, reading throws nothing but
/// [MalformedFileException] (of which [NonFiniteException] is one) and other [IOException]s.
///
/// All writers go through [AtomicFile].
public final class Npy {

  private Npy() {}

  /// Reads what a file says of its array, and checks that it has the length that follows from it.
  ///
  /// @param file a `.npy` file
  /// @return type, order, shape and the place of the numbers
  /// @throws MalformedFileException if it is no `.npy` file, is cut short, or has numbers of a type
  ///   that cannot be read
  /// @throws IOException if the system cannot read it
  public static NpyHeader header(Path file) throws IOException {
    try (var channel = InputFile.open(file)) {
      return NpyLayout.read(file, channel).header();
    }
  }

  /// Reads vectors, mapped where they need no conversion.
  ///
  /// @param file a `.npy` file
  /// @param options what to do differently
  /// @return n vectors of d components
  /// @throws NonFiniteException if there is a NaN or an infinity, unless allowed
  /// @throws MalformedFileException if the file is damaged, or is not one of vectors
  /// @throws IOException if the system cannot read it
  public static Vectors read(Path file, ReadOption... options) throws IOException {
    var wanted = ReadOption.set(options);
    try (var channel = InputFile.open(file)) {
      var layout = layout(file, channel, wanted);
      var vectors =
          layout.isUsableAsIs()
              ? Vectors.wrap(
                  layout.map(channel, Arena.ofAuto()), layout.rows(), (int) layout.columns())
              : converted(layout, channel);
      check(layout, vectors, wanted);
      return vectors;
    }
  }

  /// Reads vectors into a part of others, converting them on the way; to join files without holding
  /// them twice.
  ///
  /// @param file a `.npy` file
  /// @param target receives the vectors
  /// @param row of `target` for the first of them
  /// @param options what to do differently
  /// @return how many there were
  /// @throws IllegalArgumentException if they do not fit into `target`
  /// @throws NonFiniteException if there is a NaN or an infinity, unless allowed
  /// @throws MalformedFileException if the file is damaged, or is not one of vectors
  /// @throws IOException if the system cannot read it
  public static long readInto(Path file, Vectors target, long row, ReadOption... options)
      throws IOException {
    var wanted = ReadOption.set(options);
    try (var channel = InputFile.open(file)) {
      var layout = layout(file, channel, wanted);
      if (layout.columns() != target.dimension()
          || row < 0
          || layout.rows() > target.size() - row) {
        throw new IllegalArgumentException(
            file
                + " has "
                + layout.rows()
                + " vectors of dimension "
                + layout.columns()
                + ", which do not fit into "
                + target
                + " from row "
                + row
                + " on");
      }
      var part = target.slice(row, row + layout.rows());
      convert(layout, channel, part);
      check(layout, part, wanted);
      return layout.rows();
    }
  }

  /// Reads integers of any width, such as ids.
  ///
  /// @param file a `.npy` file of the shape (n,) or (n, 1)
  /// @return n numbers
  /// @throws MalformedFileException if the file is damaged, is of another shape, holds floats, or a
  ///   number of 2^63 or more
  /// @throws IOException if the system cannot read it
  public static long[] readLongs(Path file) throws IOException {
    try (var channel = InputFile.open(file);
        var arena = Arena.ofConfined()) {
      return NpyIntegers.map(file, channel, arena).column();
    }
  }

  /// Reads a table of integers of any width, such as the neighbours of queries.
  ///
  /// @param file a `.npy` file of the shape (n, k), in C order
  /// @return n rows of k numbers
  /// @throws MalformedFileException if the file is damaged, is of another shape or order, holds
  ///   floats, or a number of 2^63 or more
  /// @throws IOException if the system cannot read it
  public static long[][] readLongRows(Path file) throws IOException {
    try (var channel = InputFile.open(file);
        var arena = Arena.ofConfined()) {
      return NpyIntegers.map(file, channel, arena).table();
    }
  }

  /// Writes vectors as NumPy's `save` does: version 1.0, `<f4`, C order, shape (n, d). A source
  /// that is not in memory is written block by block.
  ///
  /// @param file written anew or replaced
  /// @param source n vectors of d components
  /// @throws IOException if the file cannot be written, with cause and cure, or the source cannot
  ///   be read; the file is then as it was
  public static void write(Path file, VectorSource source) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          NpyWriter.header(out, "<f4", source.size(), source.dimension());
          new LittleEndianOutput(out).floats(source);
        });
  }

  /// Writes floats as NumPy's `save` does.
  ///
  /// @param file written anew or replaced
  /// @param values rows * columns of them, row after row
  /// @param rows first axis
  /// @param columns second axis
  /// @throws IllegalArgumentException if there are not rows * columns values
  /// @throws IOException if the file cannot be written, with cause and cure; it is then as it was
  public static void write(Path file, float[] values, int rows, int columns) throws IOException {
    checkCount(values.length, rows, columns);
    AtomicFile.write(
        file,
        out -> {
          NpyWriter.header(out, "<f4", rows, columns);
          new LittleEndianOutput(out).floats(values);
        });
  }

  /// Writes integers, such as the ids of neighbours, as NumPy's `save` does with `<i8`.
  ///
  /// @param file written anew or replaced
  /// @param values rows * columns of them, row after row
  /// @param rows first axis
  /// @param columns second axis
  /// @throws IllegalArgumentException if there are not rows * columns values
  /// @throws IOException if the file cannot be written, with cause and cure; it is then as it was
  public static void write(Path file, long[] values, int rows, int columns) throws IOException {
    checkCount(values.length, rows, columns);
    AtomicFile.write(
        file,
        out -> {
          NpyWriter.header(out, "<i8", rows, columns);
          new LittleEndianOutput(out).longs(values);
        });
  }

  private static NpyLayout layout(Path file, FileChannel channel, Set<ReadOption> options)
      throws IOException {
    var layout = NpyLayout.read(file, channel);
    if (options.contains(ReadOption.TRANSPOSED)) {
      layout = layout.transposed();
    }
    layout.requireVectors();
    return layout;
  }

  private static Vectors converted(NpyLayout layout, FileChannel channel) throws IOException {
    var vectors = Vectors.allocate(layout.rows(), (int) layout.columns());
    convert(layout, channel, vectors);
    return vectors;
  }

  private static void convert(NpyLayout layout, FileChannel channel, Vectors target)
      throws IOException {
    try (var arena = Arena.ofConfined()) {
      NpyConverter.copy(layout, layout.map(channel, arena), 0, target);
    }
  }

  private static void check(NpyLayout layout, Vectors vectors, Set<ReadOption> options)
      throws NonFiniteException {
    if (!options.contains(ReadOption.ALLOW_NON_FINITE)) {
      FiniteCheck.check(layout.file(), vectors, layout::position);
    }
  }

  private static void checkCount(int count, int rows, int columns) {
    if (rows < 0 || columns < 0 || count != (long) rows * columns) {
      throw new IllegalArgumentException(count + " values are not " + rows + " rows of " + columns);
    }
  }
}
