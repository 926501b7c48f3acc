// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.RowList;
import dev.kith.vector.Codes;
import java.lang.foreign.Arena;

/// Makes the sketches of stored vectors. The room of one thread.
final class SketchEncoder {

  private final Projection projection;
  private final ByteSketch sketch;
  private final float[] row;
  private final double[] column;
  private final double[] placed;
  private final Codes codes;

  SketchEncoder(ByteSketch sketch) {
    this.sketch = sketch;
    this.projection = sketch.projection();
    this.row = new float[sketch.d()];
    this.column = sketch.scratch();
    this.placed = sketch.scratch();
    this.codes =
        Codes.wrap(
            Arena.ofAuto().allocate((long) PANEL * sketch.rowBytes()), PANEL, sketch.rowBytes());
  }

  /// Appends the sketches of a sample.
  void complete(SketchSample sample, CodePanels sketches) {
    for (int row = 0; row < sample.size(); row += PANEL) {
      int count = Math.min(PANEL, sample.size() - row);
      for (int i = 0; i < count; i++) {
        encode(
            i, sample.images(row + i), sample.squaredLength(row + i), sample.squaredNorm(row + i));
      }
      sketches.append(codes, CodeStore.RowOrder.SAME, count);
    }
  }

  private void encode(int i, double[] images, double squaredLength, double squaredNorm) {
    sketch.encode(
        images, squaredLength, squaredNorm, column, placed, codes.segment(), codes.offset(i));
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
      for (int i = 0; i < count; i++) {
        rows.copyRow(from + i, row, 0);
        projection.project(row, 0, 1);
        encode(i, projection.images(), projection.squaredLength(), projection.squaredNorm());
      }
      sketches.append(codes, CodeStore.RowOrder.SAME, count);
    }
  }
}
