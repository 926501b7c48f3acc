// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.vector.Vectors;

/// Vectors that are going to be assigned again and again, in panels, with their norms.
public final class PackedPoints implements AutoCloseable {

  private final NativeHeap heap = new NativeHeap();
  private final PanelList panels;
  private final float[] norms;

  /// Packs vectors.
  ///
  /// @param points copied; n within an int
  public PackedPoints(Vectors points) {
    panels = new PanelList(heap, points.dimension());
    panels.append(points, CodeStore.RowOrder.SAME, points.size());
    norms = new float[(int) points.size()];
    float[] row = new float[points.dimension()];
    for (int i = 0; i < norms.length; i++) {
      points.copyRow(i, row, 0);
      norms[i] = Norms.squared(row);
    }
  }

  PanelList panels() {
    return panels;
  }

  /// Copies the norms of a panel's rows.
  void norms(long panel, float[] to) {
    int first = (int) panel * Kernels.PANEL;
    System.arraycopy(norms, first, to, 0, panels.width(panel));
  }

  @Override
  public void close() {
    heap.close();
  }
}
