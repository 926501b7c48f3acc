// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import dev.kith.internal.memory.NativeHeap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A growing list of codes in panels: byte i of the codes of all rows of a panel, then byte i + 1.
/// So a kernel that decodes component after component loads neighbouring bytes.
public final class CodePanels extends Panels {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  /// @param codeSize bytes of a code
  public CodePanels(NativeHeap heap, int codeSize) {
    super(heap, codeSize, Byte.BYTES);
  }

  /// An empty list for kernels that read less far.
  ///
  /// @param heap where its memory comes from
  /// @param codeSize bytes of a code
  /// @param slack bytes that are readable behind the last panel of a segment
  public CodePanels(NativeHeap heap, int codeSize, int slack) {
    super(heap, codeSize, Byte.BYTES, slack);
  }

  @Override
  void gather(MemorySegment panel, long at, long step, MemorySegment to, long first) {
    long from = at;
    for (int i = 0; i < columns(); i++, from += step) {
      to.set(BYTE, first + i, panel.get(BYTE, from));
    }
  }

  @Override
  void scatter(MemorySegment from, long first, MemorySegment panel, long at, long step) {
    long to = at;
    for (int i = 0; i < columns(); i++, to += step) {
      panel.set(BYTE, to, from.get(BYTE, first + i));
    }
  }
}
