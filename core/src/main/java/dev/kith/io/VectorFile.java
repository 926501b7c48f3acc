// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;
import dev.kith.internal.file.InputFile;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One file of vectors, of any format that [VectorFiles] takes. It is mapped when it is first read,
/// and what was read is checked for NaN and infinity.
final class VectorFile {

  private final Path file;
  private final long rows;
  private final int dimension;
  private final Arena arena;
  private volatile @Nullable Content content;

  /// The rows of a mapped file.
  private interface Content {
    /// Copies rows, from `first` on as many as `to` has.
    void copy(long first, Vectors to);

    /// All rows as they lie in the file.
    ///
    /// @return null where they have to be converted
    default @Nullable Vectors mapped() {
      return null;
    }

    /// Where an element lies in the file.
    long position(long row, long component);
  }

  private VectorFile(Path file, long rows, int dimension, Arena arena) {
    this.file = file;
    this.rows = rows;
    this.dimension = dimension;
    this.arena = arena;
  }

  /// Stands for any dimension.
  static final int ANY = 0;

  /// Reads what a file says of its vectors, and checks that it has the length that follows from it.
  ///
  /// @param arena owns the mapping, once there is one
  /// @param wanted dimension, or [#ANY]: an array that has it as its other axis is transposed
  static VectorFile open(Path file, int wanted, Arena arena) throws IOException {
    if (vecsWidth(file) == 0) {
      try (var channel = InputFile.open(file)) {
        var layout = NpyLayout.read(file, channel).oriented(wanted);
        layout.requireVectors();
        return new VectorFile(file, layout.rows(), (int) layout.columns(), arena);
      }
    }
    try (var once = Arena.ofConfined()) {
      var records = VecsRecords.open(file, vecsWidth(file), once);
      return new VectorFile(file, records.rows(), records.dimension(), arena);
    }
  }

  /// Bytes of a value in fvecs and bvecs; 0 for `.npy`, which every other name is taken for.
  private static int vecsWidth(Path file) {
    var name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".fvecs")) {
      return Float.BYTES;
    }
    return name.endsWith(".bvecs") ? Byte.BYTES : 0;
  }

  Path file() {
    return file;
  }

  long rows() {
    return rows;
  }

  int dimension() {
    return dimension;
  }

  /// Copies rows, from `first` on as many as `to` has.
  void read(long first, Vectors to) throws IOException {
    var known = content();
    known.copy(first, to);
    check(known, first, to);
  }

  /// Rows as they lie in the file.
  ///
  /// @return null where they have to be converted
  @Nullable Vectors view(long from, long to) throws IOException {
    var known = content();
    var mapped = known.mapped();
    if (mapped == null) {
      return null;
    }
    var view = mapped.slice(from, to);
    check(known, from, view);
    return view;
  }

  private void check(Content known, long first, Vectors vectors) throws IOException {
    FiniteCheck.check(file, first, vectors, known::position);
  }

  private Content content() throws IOException {
    var known = content;
    if (known == null) {
      known = vecsWidth(file) == 0 ? npy() : vecs();
      content = known;
    }
    return known;
  }

  private Content npy() throws IOException {
    try (var channel = InputFile.open(file)) {
      var layout = NpyLayout.read(file, channel).oriented(dimension);
      layout.requireVectors();
      requireSame(layout.rows(), layout.columns());
      var data = layout.map(channel, arena);
      var mapped = layout.isUsableAsIs() ? Vectors.wrap(data, rows, dimension) : null;
      return new Content() {
        @Override
        public void copy(long first, Vectors to) {
          NpyConverter.copy(layout, data, first, to);
        }

        @Override
        public @Nullable Vectors mapped() {
          return mapped;
        }

        @Override
        public long position(long row, long component) {
          return layout.position(row, component);
        }
      };
    }
  }

  private Content vecs() throws IOException {
    var records = VecsRecords.open(file, vecsWidth(file), arena);
    requireSame(records.rows(), records.dimension());
    return new Content() {
      @Override
      public void copy(long first, Vectors to) {
        records.copy(first, to);
      }

      @Override
      public long position(long row, long component) {
        return records.position(row, component);
      }
    };
  }

  /// Another program may have replaced the file since it was opened.
  private void requireSame(long foundRows, long columns) throws IOException {
    if (foundRows != rows || columns != dimension) {
      throw new MalformedFileException(
          file.toString(),
          -1,
          rows + " vectors of " + dimension + " components, as when it was opened",
          foundRows + " of " + columns + "; something changes the file: run again when it is done");
    }
  }
}
