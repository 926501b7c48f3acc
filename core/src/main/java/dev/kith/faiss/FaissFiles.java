// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.Index;
import dev.kith.internal.index.BaseIndex;
import dev.kith.io.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// Reads and writes Faiss's `.index` files (specification of the file format).
///
/// **Read** are flat indexes of every metric that Kith has, inverted lists of whole vectors (in
/// memory, sparse or, with [ReadOptions#allowListFiles], in a second file), id maps and
/// normalisation around them, and the layouts that older versions of Faiss wrote. A file of another
/// kind is refused by its name.
///
/// **Written** is what Faiss 1.7.3 to 1.15 write for the same index, byte for byte: a file of
/// theirs that is read and written again stays the same. Old layouts become current ones, and lists
/// of a second file become part of the index file.
public final class FaissFiles {

  private FaissFiles() {}

  /// [#read(Path, ReadOptions)] with the defaults.
  ///
  /// @param file an index file
  /// @return the index; to be closed by the caller
  /// @throws FaissFormatException if the file is damaged or of a kind that is not read
  /// @throws IOException if the system cannot read the file
  public static Index read(Path file) throws IOException {
    return read(file, ReadOptions.defaults());
  }

  /// Reads an index into memory. The file is not used any more afterwards.
  ///
  /// @param file an index file
  /// @param options how far it is trusted
  /// @return the index; to be closed by the caller
  /// @throws MemoryLimitException if the index takes more memory than allowed
  /// @throws FaissFormatException if the file is damaged or of a kind that is not read
  /// @throws IOException if the system cannot read the file
  public static Index read(Path file, ReadOptions options) throws IOException {
    try (var input = IndexInput.open(file)) {
      return new IndexReader(input, options).file();
    }
  }

  /// Writes an index. The file appears whole or not at all (see [AtomicFile]); searches may go on
  /// meanwhile, changes may not.
  ///
  /// @param index one of this library's
  /// @param file written or replaced
  /// @throws IllegalArgumentException if the format has no place for the index
  /// @throws IOException if the file cannot be written
  public static void write(Index index, Path file) throws IOException {
    var ours = BaseIndex.of(index);
    try (Closeable _ = ours.hold()) {
      AtomicFile.write(
          file,
          stream -> {
            var output = new IndexOutput(stream);
            new IndexWriter(output).index(ours);
            output.flush();
          });
    }
  }
}
