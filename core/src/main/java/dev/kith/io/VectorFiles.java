// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Files of vectors, joined in the order given: `.npy` of every kind that [Npy] reads, and by the
/// endings of their names `.fvecs` and `.bvecs`.
///
/// **Memory.** Opening reads headers. Files are mapped one by one when they are first needed; the
/// rows asked for are all that is ever copied or converted, so the files may be larger than the
/// memory. What is read is checked: a NaN or an infinity is a [NonFiniteException] with file and
/// row, wrapped into an [UncheckedIOException].
public final class VectorFiles implements VectorSource {

  private final List<VectorFile> files;

  /// The first row of each file, and the number of all rows.
  private final long[] starts;

  private VectorFiles(List<VectorFile> files) {
    this.files = files;
    this.starts = new long[files.size() + 1];
    for (int i = 0; i < files.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], files.get(i).rows());
    }
  }

  /// Opens files.
  ///
  /// @param files at least one
  /// @return their vectors
  /// @throws IllegalArgumentException if there is no file
  /// @throws MalformedFileException if a file is damaged, is not one of vectors, or is not as wide
  ///   as the others
  /// @throws IOException if the system cannot read a file
  public static VectorFiles open(List<Path> files) throws IOException {
    return open(files, VectorFile.ANY, Arena.ofAuto());
  }

  /// Opens files of a known dimension, whose mappings end with an arena: what was read of them
  /// counts as memory of the process until then.
  ///
  /// @param files at least one
  /// @param dimension components of a vector. A `.npy` array of other columns that has so many rows
  ///   holds a vector a column, as GPT-SoVITS saves features: (1, 768, frames)
  /// @param arena to be closed when the vectors, and blocks that were seen of them, are not used
  ///   any more; shared, if several threads read
  /// @return their vectors
  /// @throws IllegalArgumentException if there is no file
  /// @throws MalformedFileException if a file is damaged, is not one of vectors, or is not as wide
  ///   as the others
  /// @throws IOException if the system cannot read a file
  public static VectorFiles open(List<Path> files, int dimension, Arena arena) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no files to read vectors from; name at least one");
    }
    var opened = new ArrayList<VectorFile>();
    for (var file : files) {
      opened.add(VectorFile.open(file, dimension, arena));
    }
    checkWidths(opened);
    return new VectorFiles(List.copyOf(opened));
  }

  private static void checkWidths(List<VectorFile> files) throws MalformedFileException {
    var first = files.getFirst();
    for (var file : files) {
      if (file.dimension() != first.dimension()) {
        throw new MalformedFileException(
            file.file().toString(),
            -1,
            "vectors of " + first.dimension() + " components, as in " + first.file(),
            file.dimension() + "; files of two models are mixed: take those of one");
      }
    }
  }

  /// The files.
  ///
  /// @return in the order in which they are joined
  public List<Path> files() {
    return files.stream().map(VectorFile::file).toList();
  }

  @Override
  public long size() {
    return starts[files.size()];
  }

  @Override
  public int dimension() {
    return files.getFirst().dimension();
  }

  @Override
  public void read(long from, Vectors to) {
    VectorSource.checkTarget(this, to.size(), to);
    Objects.checkFromIndexSize(from, to.size(), size());
    long done = 0;
    for (int i = fileOf(from); done < to.size(); i++) {
      long first = from + done - starts[i];
      long count = Math.min(files.get(i).rows() - first, to.size() - done);
      read(i, first, to.slice(done, done + count));
      done += count;
    }
  }

  @Override
  public void gather(long[] rows, Vectors to) {
    VectorSource.checkTarget(this, rows.length, to);
    for (int i = 0; i < rows.length; i++) {
      int file = fileOf(Objects.checkIndex(rows[i], size()));
      read(file, rows[i] - starts[file], to.slice(i, i + 1L));
    }
  }

  @Override
  public void forEachBlock(int rows, BlockVisitor visitor) {
    var buffer = new @Nullable Vectors[1];
    for (long from = 0; from < size(); from += rows) {
      long to = Math.min(from + rows, size());
      visitor.visit(from, block(from, to, buffer));
    }
  }

  /// A view where the rows lie in one file as they are, or a copy in a buffer made at first need.
  private Vectors block(long from, long to, @Nullable Vectors[] buffer) {
    int file = fileOf(from);
    var view = to <= starts[file + 1] ? view(file, from - starts[file], to - starts[file]) : null;
    if (view != null) {
      return view;
    }
    if (buffer[0] == null) {
      buffer[0] = Vectors.allocate(to - from, dimension());
    }
    var block = buffer[0].slice(0, to - from);
    read(from, block);
    return block;
  }

  /// The file of a row: the last one that begins at or before it, for files may be empty.
  private int fileOf(long row) {
    int found = Arrays.binarySearch(starts, 0, files.size(), row);
    int file = found < 0 ? -found - 2 : found;
    while (file + 1 < files.size() && starts[file + 1] <= row) {
      file++;
    }
    return file;
  }

  private void read(int file, long first, Vectors to) {
    try {
      files.get(file).read(first, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Vectors view(int file, long from, long to) {
    try {
      return files.get(file).view(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
