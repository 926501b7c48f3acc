// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.RowList;
import dev.kith.vector.Codes;
import java.lang.foreign.Arena;

/// Makes the sketches of stored vectors. The room of one thread.
final class SketchEncoder {

  private final Projection projection;
  private final ByteSketch sketch;
  private final double[] column;
  private final Codes codes;

  SketchEncoder(ByteSketch sketch) {
    this.sketch = sketch;
    this.projection = sketch.projection();
    this.column = new double[sketch.columns()];
    this.codes =
        Codes.wrap(
            Arena.ofAuto().allocate((long) PANEL * sketch.rowBytes()), PANEL, sketch.rowBytes());
  }

  /// Appends the sketches of rows that have none.
  ///
  /// @param rows n of them
  /// @param sketches of the first; has n of them afterwards
  void complete(RowList rows, CodePanels sketches) {
    sketches.reserve(rows.size());
    while (sketches.size() < rows.size()) {
      long from = sketches.size();
      int count = (int) Math.min(PANEL - from % PANEL, rows.size() - from);
      for (int first = 0; first < count; first += TILE) {
        encode(rows, from, first, Math.min(TILE, count - first));
      }
      sketches.append(codes, CodeStore.RowOrder.SAME, count);
    }
  }

  private void encode(RowList rows, long from, int first, int count) {
    for (int q = 0; q < count; q++) {
      rows.copyRow(from + first + q, projection.rows(), q * rows.dimension());
    }
    projection.project(count);
    for (int q = 0; q < count; q++) {
      sketch.encode(projection, q, column, codes.segment(), codes.offset(first + q));
    }
  }
}
