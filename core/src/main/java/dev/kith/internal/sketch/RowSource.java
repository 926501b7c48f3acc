// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.panel.PanelScan;

/// The lists of an index, one of which is looked at. Belongs to one thread.
public interface RowSource extends PanelScan.RowIds {

  /// Turns to a list, whose ids are asked for from now on.
  ///
  /// @param list number
  /// @return its rows
  SketchedRows turnTo(int list);
}
