// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.PanelList;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;

/// The product codes of a list, and one float for each where distances need it: see
/// [dev.kith.internal.quantize.ResidualTerms]. Terms are appended after their codes.
public final class PqCodes implements CodeStore {

  private final CodePanels codes;
  private final PanelList terms;

  /// @param heap where memory comes from
  /// @param codeSize bytes of a code
  PqCodes(NativeHeap heap, int codeSize) {
    this.codes = new CodePanels(heap, codeSize);
    this.terms = new PanelList(heap, 1);
  }

  CodePanels codes() {
    return codes;
  }

  /// The terms, in panels of one column: those of rows that stand next to each other do so too.
  PanelList terms() {
    return terms;
  }

  /// What terms take at most, with what lies behind them.
  static long termBytes(long codes) {
    return codes * Float.BYTES + 2 * Kernels.SLACK;
  }

  void appendTerms(Vectors more) {
    terms.append(more, RowOrder.SAME, more.size());
  }

  /// A copy of the codes from a row on.
  Codes copyFrom(long first) {
    Codes copy = Codes.allocate(size() - first, codeSize());
    for (long row = first; row < size(); row++) {
      codes.copyCode(row, copy.segment(), copy.offset(row - first));
    }
    return copy;
  }

  @Override
  public int codeSize() {
    return codes.codeSize();
  }

  @Override
  public long size() {
    return codes.size();
  }

  @Override
  public void reserve(long count) {
    codes.reserve(count);
  }

  @Override
  public void append(Codes source, RowOrder order, long count) {
    codes.append(source, order, count);
  }

  @Override
  public void append(CodeStore other) {
    codes.append(other);
  }

  @Override
  public void copyCode(long row, MemorySegment to, long at) {
    codes.copyCode(row, to, at);
  }

  @Override
  public void move(long from, long to) {
    codes.move(from, to);
    if (from < terms.size()) {
      terms.move(from, to);
    }
  }

  @Override
  public void truncate(long count) {
    codes.truncate(count);
    terms.truncate(count);
  }
}
