// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.RowList;
import dev.kith.internal.panel.VectorStore;

/// How a flat index keeps its vectors.
public enum FlatLayout {
  /// To be scanned.
  PANELS {
    @Override
    VectorStore list(NativeHeap heap, int d) {
      return new PanelList(heap, d);
    }
  },
  /// To be looked up one by one, as candidates are that a refinement ranks again.
  ROWS {
    @Override
    VectorStore list(NativeHeap heap, int d) {
      return new RowList(heap, d);
    }
  };

  abstract VectorStore list(NativeHeap heap, int d);
}
