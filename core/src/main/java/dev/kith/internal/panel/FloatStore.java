// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

/// A list of whole vectors: in panels, where all of them are compared, or row after row, where some
/// are looked up.
public sealed interface FloatStore extends CodeStore permits PanelList, RowList {

  @Override
  default boolean holdsFloats() {
    return true;
  }

  /// Copies one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @param to receives its components
  /// @param at where in `to`
  void copyRow(long row, float[] to, int at);
}
