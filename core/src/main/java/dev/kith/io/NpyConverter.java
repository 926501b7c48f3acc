// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Copies an array into vectors: whatever its type and order, as float32 rows. Works on tiles that
/// fit the processor's cache, so the heap never holds more than one of them.
final class NpyConverter {

  private static final int TILE_ROWS = 256;
  private static final int TILE_COLUMNS = 256;
  private static final int TILE = TILE_ROWS * TILE_COLUMNS;

  private final NpyLayout layout;
  private final NpyDecoder decoder;
  private final long first;
  private final Vectors target;

  private NpyConverter(NpyLayout layout, MemorySegment data, long first, Vectors target) {
    this.layout = layout;
    this.decoder = new NpyDecoder(data, layout.header().type());
    this.first = first;
    this.target = target;
  }

  /// Fills `target`, which has as many columns as the layout, with its rows from `first` on.
  static void copy(NpyLayout layout, MemorySegment data, long first, Vectors target) {
    if (layout.isUsableAsIs()) {
      long bytes = target.segment().byteSize();
      MemorySegment.copy(data, target.offset(first), target.segment(), 0, bytes);
    } else if (layout.columnMajor()) {
      new NpyConverter(layout, data, first, target).copyByTiles();
    } else {
      new NpyConverter(layout, data, first, target).copyInOrder();
    }
  }

  private void copyInOrder() {
    long elements = target.size() * layout.columns();
    var floats = new float[(int) Math.min(TILE, elements)];
    for (long at = 0; at < elements; at += TILE) {
      int count = (int) Math.min(TILE, elements - at);
      decoder.floats(first * layout.columns() + at, floats, count);
      store(floats, 0, at, count);
    }
  }

  private void copyByTiles() {
    var column = new float[TILE_ROWS];
    var tile = new float[TILE];
    for (long row = 0; row < target.size(); row += TILE_ROWS) {
      int rows = (int) Math.min(TILE_ROWS, target.size() - row);
      for (long left = 0; left < layout.columns(); left += TILE_COLUMNS) {
        int columns = (int) Math.min(TILE_COLUMNS, layout.columns() - left);
        for (int j = 0; j < columns; j++) {
          decoder.floats((left + j) * layout.rows() + first + row, column, rows);
          for (int i = 0; i < rows; i++) {
            tile[i * columns + j] = column[i];
          }
        }
        for (int i = 0; i < rows; i++) {
          store(tile, i * columns, (row + i) * layout.columns() + left, columns);
        }
      }
    }
  }

  private void store(float[] floats, int from, long at, int count) {
    MemorySegment.copy(
        floats, from, target.segment(), ValueLayout.JAVA_FLOAT_UNALIGNED, at * Float.BYTES, count);
  }
}
