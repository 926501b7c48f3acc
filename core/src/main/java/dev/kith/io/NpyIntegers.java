// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The mapped integers of a `.npy` file, to be read as longs.
///
/// @param layout of the file
/// @param data the mapped numbers
record NpyIntegers(NpyLayout layout, MemorySegment data) {

  private static final int MOST = Integer.MAX_VALUE - 8;

  static NpyIntegers map(Path file, FileChannel channel, Arena arena) throws IOException {
    var layout = NpyLayout.read(file, channel);
    if (!layout.header().type().isInteger()) {
      throw new MalformedFileException(
          file.toString(),
          -1,
          "integers (i1 to i8, u1 to u8)",
          "the type " + layout.header().type() + "; convert them: np.save(file, a.astype('<i8'))");
    }
    return new NpyIntegers(layout, layout.map(channel, arena));
  }

  /// All numbers of an array of one axis, or of two of which the second has the length 1.
  long[] column() throws MalformedFileException {
    var shape = layout.header().shape();
    if (shape.size() != 1 && !(shape.size() == 2 && shape.getLast() == 1)) {
      throw layout.shape("ids: one axis, or a second one of length 1");
    }
    return longs(0, layout.rows() * layout.columns());
  }

  /// The rows of an array of two axes.
  long[][] table() throws MalformedFileException {
    if (layout.header().shape().size() != 2 || layout.columns() < 1 || layout.columnMajor()) {
      throw layout.shape("a table of two axes in C order (np.ascontiguousarray)");
    }
    checkCount(layout.rows());
    var rows = new long[(int) layout.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = longs(i * layout.columns(), layout.columns());
    }
    return rows;
  }

  private long[] longs(long first, long count) throws MalformedFileException {
    checkCount(count);
    var type = layout.header().type();
    var values = new long[(int) count];
    new NpyDecoder(data, type).longs(first, values, values.length);
    for (int i = 0; i < values.length && type.isUnsignedLong(); i++) {
      if (values[i] < 0) {
        throw new MalformedFileException(
            layout.file().toString(),
            layout.header().dataOffset() + (first + i) * Long.BYTES,
            "ids below 2^63",
            Long.toUnsignedString(values[i]) + "; -1 for a missing neighbour needs a signed type");
      }
    }
    return values;
  }

  private void checkCount(long count) throws MalformedFileException {
    if (count > MOST) {
      throw layout.shape("at most " + MOST + " numbers");
    }
  }
}
